// K. Crowson, v-diffusion, 2021 ("crash"), of which IPNDM makes its levels:
//   s_i = sin^2(pi/2 (1 - i / n)),  the share s of the noise in x_t = sqrt(1 - s^2) x0 + s d z
namespace Scumble.Sampling;

public static partial class Schedules
{
    /// <summary>A squared sine of even spaces: many steps near both ends, for models on a quarter of a circle.</summary>
    public static Schedule Crash { get; } = Add(new Crash());
}

internal sealed class Crash : Schedule
{
    public override string Id => "crash";

    public override string Name => "Crash";

    public override bool Supports(ForwardProcess process) => process is TrigFlow;

    protected override double[] Levels(ForwardProcess process, int steps, ScheduleOptions options)
    {
        if (options.Timesteps is not null) throw new ArgumentException("Timesteps are given, which this schedule does not visit.", nameof(options));
        var flow = (TrigFlow)process;
        return [.. Enumerable.Range(0, steps).Select(i => flow.SigmaOfAngle(Math.Asin(Math.Pow(Math.Sin(Math.PI / 2 * (1 - (double)i / steps)), 2))))];
    }
}
