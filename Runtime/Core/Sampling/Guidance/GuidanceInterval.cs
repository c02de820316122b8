// T. Kynkaanniemi et al., "Applying guidance in a limited interval improves sample and distribution quality in diffusion
// models", 2024:  g applies where sigma_lo < sigma <= sigma_hi, and is 1 elsewhere
using System.Globalization;

namespace Scumble.Sampling;

/// <summary>The noise levels at which guidance applies. Elsewhere it is off, and a step costs half.</summary>
/// <param name="Min">sigma_lo, 0 or above; itself outside.</param>
/// <param name="Max">sigma_hi, above <paramref name="Min"/>; itself inside.</param>
public sealed record GuidanceInterval(double Min, double Max)
{
    /// <summary>Whether guidance applies at this noise level.</summary>
    public bool Contains(double sigma) => sigma > Min && sigma <= Max;

    /// <summary>For example "0.3 to 5".</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Min} to {Max}");
}
