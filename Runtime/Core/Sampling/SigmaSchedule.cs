using System.Collections;

namespace Scumble.Sampling;

/// <summary>
/// The noise levels of a run, which steps from each to the next. They descend to 0, or to a positive level where a run is to
/// stop; or they ascend, for a run from data to noise. A level may repeat: a step between equal levels leaves x as it is.
/// Immutable.
/// </summary>
public sealed class SigmaSchedule : IReadOnlyList<double>
{
    private readonly double[] _sigmas;
    private readonly double[]? _timesteps;
    private readonly double[]? _targets;

    /// <param name="sigmas">At least two finite levels, none negative, that descend or ascend; neighbours may be equal.</param>
    public SigmaSchedule(params ReadOnlySpan<double> sigmas) : this(sigmas, timesteps: null, targets: null)
    {
    }

    /// <param name="sigmas">At least two finite levels, none negative, that descend or ascend; neighbours may be equal.</param>
    /// <param name="timesteps">What the network is told at each level but the last, where that is not the process's own time of the level; or null.</param>
    /// <param name="targets">Where each step of a method that keeps a fixed stride ends, if not at the next level; or null.</param>
    public SigmaSchedule(ReadOnlySpan<double> sigmas, IEnumerable<double>? timesteps, IEnumerable<double>? targets = null)
    {
        if (sigmas.Length < 2) throw new ArgumentException("A schedule needs at least two noise levels.", nameof(sigmas));
        var ascends = sigmas[^1] > sigmas[0];
        for (var i = 0; i < sigmas.Length; i++)
        {
            var goesBack = i > 0 && (ascends ? sigmas[i] < sigmas[i - 1] : sigmas[i] > sigmas[i - 1]);
            if (!double.IsFinite(sigmas[i]) || sigmas[i] < 0 || goesBack)
                throw new ArgumentException($"Noise levels must be finite, not negative and in order; level {i} is {sigmas[i]}.", nameof(sigmas));
        }

        (_sigmas, _timesteps, _targets) = (sigmas.ToArray(), timesteps?.ToArray(), targets?.ToArray());
        WholeStepCount = StepCount;
        if (_timesteps is not null && (_timesteps.Length != StepCount || !_timesteps.All(double.IsFinite)))
            throw new ArgumentException($"Expected {StepCount} finite timesteps.", nameof(timesteps));
        if (_targets is not null && (_targets.Length != StepCount || !_targets.All(target => double.IsFinite(target) && target >= 0)))
            throw new ArgumentException($"Expected {StepCount} finite targets, none negative.", nameof(targets));
    }

    /// <summary>Number of levels: one more than steps.</summary>
    public int Count => _sigmas.Length;

    /// <summary>Number of steps.</summary>
    public int StepCount => _sigmas.Length - 1;

    /// <summary>Steps of the whole schedule, of which this is perhaps a part (<see cref="From"/>, <see cref="Until"/>).</summary>
    public int WholeStepCount { get; private init; }

    /// <summary>Steps of the whole schedule before this part.</summary>
    public int StepsBefore { get; private init; }

    /// <summary>Steps of the whole schedule from the start of this part's step <paramref name="step"/> on, after this part too.</summary>
    public int StepsLeft(int step) => WholeStepCount - StepsBefore - step;

    /// <summary>Level <paramref name="index"/>, from the start of the run.</summary>
    public double this[int index] => _sigmas[index];

    /// <summary>The rest of the schedule from step <paramref name="step"/> on, with what the network is told and where steps end.</summary>
    public SigmaSchedule From(int step)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(step, StepCount);
        return new(_sigmas.AsSpan(step), _timesteps?.Skip(step), _targets?.Skip(step)) { WholeStepCount = WholeStepCount, StepsBefore = StepsBefore + step };
    }

    /// <summary>The schedule up to the start of step <paramref name="step"/>, at least one step.</summary>
    public SigmaSchedule Until(int step)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(step);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(step, StepCount);
        return new(_sigmas.AsSpan(0, step + 1), _timesteps?.Take(step), _targets?.Take(step)) { WholeStepCount = WholeStepCount, StepsBefore = StepsBefore };
    }

    /// <summary>The schedule of some of the levels, in order; the others are no steps of the whole either.</summary>
    internal SigmaSchedule Keeping(int[] kept) => kept.Length == Count ? this
        : new([.. kept.Select(i => _sigmas[i])]) { WholeStepCount = WholeStepCount - (Count - kept.Length), StepsBefore = StepsBefore };

    /// <summary>
    /// Where step <paramref name="step"/> ends. Level step + 1, except for grids of methods that go down by a fixed number of
    /// timesteps, whatever level is visited next (<see cref="ScheduleOptions.FixedStride"/>).
    /// </summary>
    public double Target(int step) => _targets is null ? _sigmas[step + 1] : _targets[step];

    /// <summary>What the network is told at each level but the last; null where that is the process's own time of the level.</summary>
    public IReadOnlyList<double>? Timesteps => _timesteps;

    /// <summary>
    /// What the network is told at level <paramref name="index"/>: its timestep in <see cref="Timesteps"/>, the first one where the
    /// level repeats, or else the time of the process.
    /// </summary>
    public double Timestep(int index, ForwardProcess process)
    {
        ArgumentNullException.ThrowIfNull(process);
        var sigma = _sigmas[index];
        while (index > 0 && _sigmas[index - 1] == sigma) index--;
        return _timesteps is { } timesteps && index < timesteps.Length ? timesteps[index] : process.ModelTime(sigma);
    }

    /// <inheritdoc/>
    public IEnumerator<double> GetEnumerator() => _sigmas.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
