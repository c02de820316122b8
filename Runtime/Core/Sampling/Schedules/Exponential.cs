// K. Crowson, k-diffusion, 2022:  ln sigma_i = ln max + i / (n - 1) (ln min - ln max)
namespace Scumble.Sampling;

public static partial class Schedules
{
    /// <summary>Evenly spaced in log sigma. Reads MinSigma, MaxSigma, SpansVisited, SingleIsCleanest.</summary>
    public static Schedule Exponential { get; } = Add(new Exponential());
}

internal sealed class Exponential : Schedule
{
    public override string Id => "exponential";

    public override string Name => "Exponential";

    protected override double[] Levels(ForwardProcess process, int steps, ScheduleOptions options)
    {
        var (max, min) = Ends(process, steps, options);
        if (steps == 1 && options.SingleIsCleanest) return [min];
        return [.. Enumerable.Range(0, steps).Select(i => Math.Exp(double.Lerp(Math.Log(max), Math.Log(min), steps == 1 ? 0 : i / (steps - 1.0))))];
    }
}
