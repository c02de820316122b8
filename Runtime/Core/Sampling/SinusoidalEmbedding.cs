// A. Vaswani et al., "Attention is all you need", 2017, section 3.5, as diffusion models embed numbers (J. Ho et al. 2020):
//   w_k = P^(-k / (h - shift)),  k = 0 ... h - 1,  h = floor(d / 2);  [sin(s v w_0) ... sin(s v w_h-1), cos(s v w_0) ...]
namespace Scumble.Sampling;

/// <summary>
/// A number as sines and cosines of geometric frequencies: a network's timestep, the sizes that SDXL is told
/// (one embedding of 256 numbers with shift 0 and cosines first for each), or the guidance scale w - 1 of a latent consistency
/// model (scale 1000).
/// </summary>
/// <param name="CosinesFirst">Whether the cosines come before the sines.</param>
/// <param name="FrequencyShift">0 or 1: whether the last frequency is above 1 / P or is it.</param>
/// <param name="Scale">s, the factor on the number.</param>
/// <param name="MaxPeriod">P.</param>
public sealed record SinusoidalEmbedding(bool CosinesFirst = false, double FrequencyShift = 1, double Scale = 1, double MaxPeriod = 10000)
{
    /// <summary>As a latent consistency model is told its guidance scale minus 1.</summary>
    public static SinusoidalEmbedding GuidanceScale { get; } = new(Scale: 1000);

    /// <summary>w_k, the frequency of sine and cosine number <paramref name="k"/> of an embedding into <paramref name="count"/> numbers.</summary>
    public double Frequency(int k, int count) =>
        count / 2 == FrequencyShift ? 1 : Math.Pow(MaxPeriod, -k / (count / 2 - FrequencyShift));

    /// <summary>Writes the embedding of <paramref name="value"/> into <paramref name="target"/>, at least 2 numbers; an odd last one is 0.</summary>
    public void Write(double value, Span<float> target)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(target.Length, 2, nameof(target));
        var half = target.Length / 2;
        var sines = CosinesFirst ? target[half..] : target;
        var cosines = CosinesFirst ? target : target[half..];
        for (var k = 0; k < half; k++)
        {
            var (sin, cos) = Math.SinCos(Scale * value * Frequency(k, target.Length));
            sines[k] = (float)sin;
            cosines[k] = (float)cos;
        }

        if (target.Length % 2 == 1) target[^1] = 0;
    }
}
