// S. Luo et al., "Latent consistency models: synthesizing high-resolution images with few-step inference", 2023, section 4.3
// (skipping steps): of the timesteps k j - 1, j = 1 ... m, of the solver that the model was distilled from, with
// k = floor(T / N) and m = floor(N strength), a run of n steps visits the entries floor(i m / n) of the descending list.
namespace Scumble.Sampling;

public static partial class Schedules
{
    /// <summary>Timesteps that a consistency model was distilled at. Reads OriginalSteps (N), Strength, Timesteps.</summary>
    public static Schedule Lcm { get; } = Add(new LcmSkip());
}

internal sealed class LcmSkip : Schedule
{
    public override string Id => "lcm";

    public override string Name => "LCM";

    public override bool Supports(ForwardProcess process) => process is DiscreteDiffusion;

    public override int MaxSteps(ForwardProcess process, ScheduleOptions? options = null) =>
        options?.Timesteps is null ? Visitable(options ?? new()) : base.MaxSteps(process, options);

    protected override double[] Levels(ForwardProcess process, int steps, ScheduleOptions options) =>
        Array.ConvertAll(Visited((DiscreteDiffusion)process, steps, options), process.Sigma);

    protected override double[] Timesteps(ForwardProcess process, double[] levels, int steps, ScheduleOptions options) =>
        Visited((DiscreteDiffusion)process, steps, options);

    private static int Visitable(ScheduleOptions options) => (int)(options.OriginalSteps * options.Strength);

    private static double[] Visited(DiscreteDiffusion process, int n, ScheduleOptions options)
    {
        if (options.Strength is not (> 0 and <= 1)) throw new ArgumentException($"The strength lies above 0 and at most at 1; found {options.Strength}.", nameof(options));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.OriginalSteps, process.TrainTimesteps, nameof(options));
        if (options.Timesteps is not null)
            return TimestepGrid.Timesteps(process, n, options)[(n - Math.Max(1, (int)(n * options.Strength)))..];
        var (k, m) = (process.TrainTimesteps / options.OriginalSteps, Visitable(options));
        return [.. Enumerable.Range(0, n).Select(i => k * (m - (long)i * m / n) - 1.0)];
    }
}
