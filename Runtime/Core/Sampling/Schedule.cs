namespace Scumble.Sampling;

/// <summary>A way to choose the noise levels of a run. Stateless and thread-safe.</summary>
public abstract class Schedule
{
    /// <summary>The id in files and on the command line.</summary>
    public abstract string Id { get; }

    /// <summary>The name for people.</summary>
    public abstract string Name { get; }

    /// <summary>Whether the schedule makes sense for this process.</summary>
    public virtual bool Supports(ForwardProcess process) => true;

    /// <summary>The noise levels of a run of <paramref name="steps"/> steps.</summary>
    /// <exception cref="ArgumentException">The schedule does not support the process, or an option is out of range.</exception>
    public SigmaSchedule Create(ForwardProcess process, int steps, ScheduleOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(process);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(steps);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(steps, process.TrainTimesteps);
        if (!Supports(process))
            throw new ArgumentException($"The schedule '{Id}' does not support {process.GetType().Name}.", nameof(process));
        options ??= new();
        var sigmas = new double[steps + 1];
        Fill(process, sigmas.AsSpan(0, steps), options);
        sigmas[steps] = options.FinalSigma;
        return new SigmaSchedule(sigmas);
    }

    /// <summary>Writes the levels that the model is called at, descending.</summary>
    protected abstract void Fill(ForwardProcess process, Span<double> sigmas, ScheduleOptions options);
}
