// K. Crowson, k-diffusion, 2022:  ln sigma_i = ln min + (1 - i / (n - 1))^rho (ln max - ln min)
namespace Scumble.Sampling;

public static partial class Schedules
{
    /// <summary>A power of even spacing in log sigma: above 1 more steps at low noise. Reads Rho, MinSigma, MaxSigma, SpansVisited.</summary>
    public static Schedule Polyexponential { get; } = Add(new Polyexponential());
}

internal sealed class Polyexponential : Schedule
{
    public override string Id => "polyexponential";

    public override string Name => "Polyexponential";

    protected override double[] Levels(ForwardProcess process, int steps, ScheduleOptions options)
    {
        var (rho, (max, min)) = (options.Rho ?? 1, Ends(process, steps, options));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rho, nameof(options));
        return [.. Enumerable.Range(0, steps).Select(i =>
            Math.Exp(double.Lerp(Math.Log(min), Math.Log(max), Math.Pow(steps == 1 ? 1 : 1 - i / (steps - 1.0), rho))))];
    }
}
