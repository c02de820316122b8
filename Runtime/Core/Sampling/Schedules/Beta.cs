// T. Lee et al., "Beta sampling is all you need: efficient image generation strategy for diffusion models using stepwise
// spectral analysis", 2024:  sigma_i = min + Q(1 - i / (n - 1)) (max - min),  Q the quantiles of Beta(alpha, beta)
namespace Scumble.Sampling;

public static partial class Schedules
{
    /// <summary>Quantiles of a beta distribution: many steps near both ends. Reads Alpha, Beta, MinSigma, MaxSigma, SpansVisited.</summary>
    public static Schedule Beta { get; } = Add(new Beta());
}

internal sealed class Beta : Schedule
{
    public override string Id => "beta";

    public override string Name => "Beta";

    protected override double[] Levels(ForwardProcess process, int steps, ScheduleOptions options)
    {
        var (max, min) = Ends(process, steps, options);
        return [.. Enumerable.Range(0, steps).Select(i =>
            min + (max - min) * BetaDistribution.Quantile(steps == 1 ? 1 : 1 - i / (steps - 1.0), options.Alpha, options.Beta))];
    }
}
