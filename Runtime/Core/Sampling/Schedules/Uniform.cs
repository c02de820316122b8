// Y. Song et al., "Score-based generative modeling through stochastic differential equations", 2021, algorithms 2 and 3:
//   t_i = 1 + i / (n - 1) (epsilon - 1),  sigma_i = sigma(t_i)
// Where the variance explodes the network is told that, and steps go from sigma_min (sigma_max / sigma_min)^((n - 1 - i) / (n - 1))
// to the next and at last to 0.
namespace Scumble.Sampling;

public static partial class Schedules
{
    /// <summary>Evenly spaced in the process's own time, between the ends that it was trained on.</summary>
    public static Schedule Uniform { get; } = Add(new Uniform());
}

internal sealed class Uniform : Schedule
{
    public override string Id => "uniform";

    public override string Name => "Uniform";

    protected override double[] Levels(ForwardProcess process, int steps, ScheduleOptions options) =>
        Array.ConvertAll(Times(process, steps, options, leastTime: 0), process.Sigma);

    protected override double[]? Timesteps(ForwardProcess process, double[] levels, int steps, ScheduleOptions options) =>
        process is VarianceExploding exploding
            ? Array.ConvertAll(Times(process, steps, options, exploding.MinTime), t => process.ModelTime(process.Sigma(t)))
            : base.Timesteps(process, levels, steps, options);

    private static double[] Times(ForwardProcess process, int steps, ScheduleOptions options, double leastTime)
    {
        var (max, min) = Ends(process, steps, options);
        var (first, last) = (process.Timestep(max), Math.Max(process.Timestep(min), leastTime));
        return [.. Enumerable.Range(0, steps).Select(i => double.Lerp(first, last, steps == 1 ? 0 : i / (steps - 1.0)))];
    }
}
