// T. Karras et al., "Elucidating the design space of diffusion-based generative models", 2022, equation 5:
//   sigma_i = (max^(1/rho) + i / (n - 1) (min^(1/rho) - max^(1/rho)))^rho
namespace Scumble.Sampling;

public static partial class Schedules
{
    /// <summary>Evenly spaced in sigma^(1/rho): more steps at low noise. Reads Rho, MinSigma, MaxSigma.</summary>
    public static Schedule Karras { get; } = Add(new Karras());
}

internal sealed class Karras : Schedule
{
    public override string Id => "karras";

    public override string Name => "Karras";

    protected override void Fill(ForwardProcess process, Span<double> sigmas, ScheduleOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.Rho);
        var max = Math.Pow(options.MaxSigma ?? process.MaxSigma, 1 / options.Rho);
        var min = Math.Pow(options.MinSigma ?? process.MinSigma, 1 / options.Rho);
        for (var i = 0; i < sigmas.Length; i++)
        {
            var f = sigmas.Length == 1 ? 0 : i / (sigmas.Length - 1.0);
            sigmas[i] = Math.Pow(max + f * (min - max), options.Rho);
        }
    }
}
