using System.Collections;

namespace Scumble.Sampling;

/// <summary>Noise levels in strictly descending order; a run steps from each to the next. The last is 0, unless a run is to stop at a positive level. Immutable.</summary>
public sealed class SigmaSchedule : IReadOnlyList<double>
{
    private readonly double[] _sigmas;

    /// <param name="sigmas">At least two finite levels, strictly descending, none negative.</param>
    public SigmaSchedule(params ReadOnlySpan<double> sigmas)
    {
        if (sigmas.Length < 2) throw new ArgumentException("A schedule needs at least two noise levels.", nameof(sigmas));
        for (var i = 0; i < sigmas.Length; i++)
        {
            if (!double.IsFinite(sigmas[i]) || sigmas[i] < 0 || (i > 0 && sigmas[i] >= sigmas[i - 1]))
                throw new ArgumentException($"Noise levels must be finite, not negative and strictly descending; level {i} is {sigmas[i]}.", nameof(sigmas));
        }

        _sigmas = sigmas.ToArray();
    }

    /// <summary>Number of levels: one more than steps.</summary>
    public int Count => _sigmas.Length;

    /// <summary>Number of steps.</summary>
    public int StepCount => _sigmas.Length - 1;

    /// <summary>Level <paramref name="index"/>, 0 the noisiest.</summary>
    public double this[int index] => _sigmas[index];

    /// <inheritdoc/>
    public IEnumerator<double> GetEnumerator() => _sigmas.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
