// C. Lu et al., "DPM-Solver: a fast ODE solver for diffusion probabilistic model sampling in around 10 steps", 2022, section 3.4:
//   lambda_i = lambda_0 + i / (n - 1) (lambda_{n-1} - lambda_0),  lambda = ln(signal / sigma)
// With signal 1 that is even spacing in log sigma, over the trained range.
namespace Scumble.Sampling;

public static partial class Schedules
{
    /// <summary>Evenly spaced in log signal-to-noise ratio. Reads MinSigma, MaxSigma.</summary>
    public static Schedule Lu { get; } = Add(new Lu());
}

internal sealed class Lu : Schedule
{
    public override string Id => "lu";

    public override string Name => "Lu";

    // A flow has lambda = -infinity at its start.
    public override bool Supports(ForwardProcess process) => process is not RectifiedFlow;

    protected override double[] Levels(ForwardProcess process, int steps, ScheduleOptions options)
    {
        var (max, min) = Ends(process, steps, options);
        var (first, last) = (-Math.Log(max), -Math.Log(min));
        return [.. Enumerable.Range(0, steps).Select(i => Math.Exp(-double.Lerp(first, last, steps == 1 ? 0 : i / (steps - 1.0))))];
    }
}
