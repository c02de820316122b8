// Y. Song et al., "Score-based generative modeling through stochastic differential equations", 2021, algorithms 2 and 3:
//   t_i = 1 + i / (n - 1) (epsilon - 1),  sigma_i = sigma(t_i)
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

    protected override double[] Levels(ForwardProcess process, int steps, ScheduleOptions options)
    {
        var (max, min) = Ends(process, steps, options);
        var (first, last) = (process.Timestep(max), process.Timestep(min));
        return [.. Enumerable.Range(0, steps).Select(i => process.Sigma(double.Lerp(first, last, steps == 1 ? 0 : i / (steps - 1.0))))];
    }
}
