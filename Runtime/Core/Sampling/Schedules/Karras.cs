// T. Karras et al., "Elucidating the design space of diffusion-based generative models", 2022, equation 5:
//   sigma_i = (max^(1/rho) + i / (n - 1) (min^(1/rho) - max^(1/rho)))^rho
namespace Scumble.Sampling;

public static partial class Schedules
{
    /// <summary>Evenly spaced in sigma^(1/rho): more steps at low noise. Reads Rho, MinSigma, MaxSigma, SpansVisited.</summary>
    public static Schedule Karras { get; } = Add(new Karras());
}

internal sealed class Karras : Schedule
{
    public override string Id => "karras";

    public override string Name => "Karras";

    protected override double[] Levels(ForwardProcess process, int steps, ScheduleOptions options)
    {
        var (max, min) = Ends(process, steps, options);
        return [.. Enumerable.Range(0, steps).Select(i => Level(max, min, options.Rho ?? 7, steps == 1 ? 0 : i / (steps - 1.0)))];
    }

    /// <summary>The level at share <paramref name="f"/> of the way from the largest to the smallest.</summary>
    internal static double Level(double max, double min, double rho, double f)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rho);
        var (from, to) = (Math.Pow(max, 1 / rho), Math.Pow(min, 1 / rho));
        return Math.Pow(from + f * (to - from), rho);
    }
}
