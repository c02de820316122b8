// J. Chen et al., "SANA-Sprint: one-step diffusion with continuous-time consistency distillation", 2025, section 4:
//   t_i = t_max (1 - i / n),  t_max = 1.5708;  two steps are at t_max and 1.3
namespace Scumble.Sampling;

public static partial class Schedules
{
    /// <summary>Evenly spaced angles from pure noise to data, for continuous-time consistency models. Reads Timesteps.</summary>
    public static Schedule Scm { get; } = Add(new Scm());
}

internal sealed class Scm : Schedule
{
    private const double MaxAngle = 1.57080, MiddleAngle = 1.3;

    public override string Id => "scm";

    public override string Name => "sCM";

    public override bool Supports(ForwardProcess process) => process is TrigFlow;

    protected override double[] Levels(ForwardProcess process, int steps, ScheduleOptions options) =>
        Array.ConvertAll(Timesteps(process, [], steps, options), process.Sigma);

    // The first angle is a hair beyond pi/2, and the network is told so.
    protected override double[] Timesteps(ForwardProcess process, double[] levels, int steps, ScheduleOptions options)
    {
        if (options.Timesteps is { } given) return RequireDescending([.. given]);
        var perRadian = process.Timestep(process.SigmaData) / (Math.PI / 4);
        return steps == 2 ? [MaxAngle * perRadian, MiddleAngle * perRadian]
            : [.. Enumerable.Range(0, steps).Select(i => MaxAngle * (1 - (double)i / steps) * perRadian)];
    }

    private static double[] RequireDescending(double[] timesteps)
    {
        for (var i = 0; i < timesteps.Length; i++)
            if (!(timesteps[i] > 0 && double.IsFinite(timesteps[i]) && (i == 0 || timesteps[i] < timesteps[i - 1])))
                throw new ArgumentException($"Timesteps lie above 0 and descend; timestep {i} is {timesteps[i]}.", nameof(timesteps));
        return timesteps;
    }
}
