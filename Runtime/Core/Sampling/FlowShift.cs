// P. Esser et al., "Scaling rectified flow transformers for high-resolution image synthesis", 2024, section 5.3.2:
//   sigma' = s sigma / (1 + (s - 1) sigma) = s / (s + 1 / sigma - 1)
// and resolution-dependent as in FLUX.1 (Black Forest Labs 2024): s = e^mu, mu linear in the number of latent tokens.
namespace Scumble.Sampling;

/// <summary>How the shift of a flow follows from the size of the picture.</summary>
/// <param name="BaseTokens">The number of tokens that <paramref name="BaseShift"/> belongs to.</param>
/// <param name="MaxTokens">The number of tokens that <paramref name="MaxShift"/> belongs to; the line goes on beyond.</param>
/// <param name="BaseShift">mu at the small size.</param>
/// <param name="MaxShift">mu at the large size.</param>
/// <param name="IsExponential">Whether the shift is e^mu; else it is mu itself.</param>
public sealed record FlowShift(
    int BaseTokens = 256, int MaxTokens = 4096, double BaseShift = 0.5, double MaxShift = 1.15, bool IsExponential = true)
{
    /// <summary>A level after a shift by <paramref name="s"/>.</summary>
    public static double Apply(double s, double sigma) => s * sigma / (1 + (s - 1) * sigma);

    /// <summary>mu of a picture of this many latent tokens (for FLUX.1: a sixteenth of the width times a sixteenth of the height).</summary>
    public double Mu(int tokens) => BaseShift + (MaxShift - BaseShift) * (tokens - BaseTokens) / (MaxTokens - BaseTokens);

    /// <summary>The shift s (<see cref="ScheduleOptions.Shift"/>) that <paramref name="mu"/> stands for.</summary>
    public double Of(double mu) => IsExponential ? Math.Exp(mu) : mu;
}
