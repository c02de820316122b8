// Scales that change over the run: X. Wang et al., "Analysis of classifier-free guidance weight schedulers", 2024. With
// u = i / (n - 1) for step i of n:
//   linear:  g_i = first + u (last - first)
//   cosine:  g_i = last + (first - last) (1 + cos(pi u)) / 2
namespace Scumble.Sampling;

/// <summary>
/// A guidance scale for each noise level: step i's scale from its own level down to the next level, which belongs to the
/// next step, so that methods with several calls a step follow the same function of sigma. Immutable and thread-safe.
/// </summary>
public sealed class GuidanceSchedule
{
    private readonly SigmaSchedule? _sigmas;
    private readonly double[] _scales;

    /// <param name="sigmas">The noise levels of the run.</param>
    /// <param name="scales">The guidance scale of each step, finite.</param>
    /// <exception cref="ArgumentException">There is not one scale for each step, or one is not finite.</exception>
    public GuidanceSchedule(SigmaSchedule sigmas, params ReadOnlySpan<double> scales)
    {
        ArgumentNullException.ThrowIfNull(sigmas);
        if (scales.Length != sigmas.StepCount)
            throw new ArgumentException($"One guidance scale for each of the {sigmas.StepCount} steps; found {scales.Length}.", nameof(scales));
        foreach (var scale in scales)
            if (!double.IsFinite(scale)) throw new ArgumentException($"Guidance scales must be finite; found {scale}.", nameof(scales));
        (_sigmas, _scales) = (sigmas, scales.ToArray());
    }

    private GuidanceSchedule(double scale) => _scales = [scale];

    /// <summary>The guidance scale at noise level <paramref name="sigma"/>; levels above the first step's have its scale.</summary>
    public double this[double sigma]
    {
        get
        {
            var step = 0;
            while (step < _scales.Length - 1 && sigma <= _sigmas![step + 1]) step++;
            return _scales[step];
        }
    }

    /// <summary>The same scale at every level.</summary>
    public static GuidanceSchedule Constant(double scale) =>
        double.IsFinite(scale) ? new(scale) : throw new ArgumentException($"Guidance scales must be finite; found {scale}.", nameof(scale));

    /// <summary>From <paramref name="first"/> at the first step to <paramref name="last"/> at the last; one step takes the first.</summary>
    public static GuidanceSchedule Between(SigmaSchedule sigmas, double first, double last, GuidanceCurve curve)
    {
        ArgumentNullException.ThrowIfNull(sigmas);
        var scales = new double[sigmas.StepCount];
        for (var i = 0; i < scales.Length; i++)
        {
            var u = scales.Length == 1 ? 0 : i / (scales.Length - 1.0);
            scales[i] = curve switch
            {
                GuidanceCurve.Linear => first + u * (last - first),
                GuidanceCurve.Cosine => last + (first - last) * (1 + Math.Cos(Math.PI * u)) / 2,
                _ => throw new ArgumentOutOfRangeException(nameof(curve), curve, null),
            };
        }

        return new(sigmas, scales);
    }
}
