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

    /// <summary>The largest number of steps of a run.</summary>
    public virtual int MaxSteps(ForwardProcess process, ScheduleOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(process);
        return process.TrainTimesteps;
    }

    /// <summary>
    /// The noise levels of a run of <paramref name="steps"/> steps. Fewer than that only where trailing timesteps are cut
    /// off by <see cref="ScheduleOptions.MaxSigma"/> or given ones by <see cref="ScheduleOptions.Strength"/>.
    /// </summary>
    /// <exception cref="ArgumentException">The schedule does not support the process, or an option is out of range.</exception>
    public SigmaSchedule Create(ForwardProcess process, int steps, ScheduleOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(process);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(steps);
        if (!Supports(process))
            throw new ArgumentException($"The schedule '{Id}' does not support {process.GetType().Name}.", nameof(process));
        options ??= new();
        ArgumentOutOfRangeException.ThrowIfGreaterThan(steps, MaxSteps(process, options));
        if ((options.Timesteps ?? options.Sigmas) is { } given && given.Count != steps)
            throw new ArgumentException($"A run of {steps} steps needs as many timesteps or levels; {given.Count} are given.", nameof(options));
        var levels = Levels(process, steps, options);
        var final = options.StopsAtLastVisited ? levels[^1] : Math.Min(options.FinalSigma, levels[^1]);
        return new SigmaSchedule([.. levels, final], Timesteps(process, levels, steps, options), Targets(process, levels, steps, options, final));
    }

    /// <summary>The levels that the model is called at, descending.</summary>
    protected abstract double[] Levels(ForwardProcess process, int steps, ScheduleOptions options);

    /// <summary>What the network is told at these levels, or null where that is the process's time.</summary>
    protected virtual double[]? Timesteps(ForwardProcess process, double[] levels, int steps, ScheduleOptions options) => options.Rounding switch
    {
        TimestepRounding.None => null,
        TimestepRounding.Nearest => Array.ConvertAll(levels, sigma => Math.Round(process.ModelTime(sigma))),
        TimestepRounding.Down => Array.ConvertAll(levels, sigma => Math.Floor(process.ModelTime(sigma) + WholeNumber)),
        var other => throw new ArgumentOutOfRangeException(nameof(options), other, null),
    };

    /// <summary>Where the steps end, or null where that is the next level.</summary>
    protected virtual double[]? Targets(ForwardProcess process, double[] levels, int steps, ScheduleOptions options, double final) => null;

    /// <summary>The ends of a schedule that goes from one level to another.</summary>
    protected static (double Max, double Min) Ends(ForwardProcess process, int steps, ScheduleOptions options)
    {
        if (options.Timesteps is not null && !options.SpansVisited)
            throw new ArgumentException("Timesteps are given, which this schedule does not visit.", nameof(options));
        var (max, min) = (process.MaxSigma, process.MinSigma);
        if (options.SpansVisited)
        {
            var visited = process is RectifiedFlow ? FlowGrid.Levels(process, steps, options) : TimestepGrid.Levels((DiscreteDiffusion)process, steps, options);
            (max, min) = (visited[0], visited[^1]);
        }

        // A flow's grid has used them.
        if (process is not RectifiedFlow || !options.SpansVisited) (max, min) = (options.MaxSigma ?? max, options.MinSigma ?? min);
        return min > 0 && min <= max ? (max, min)
            : throw new ArgumentException($"The levels must go from some noise to less, above 0; they go from {max} to {min}.", nameof(options));
    }

    // A timestep that is whole but for rounding is that number.
    private const double WholeNumber = 1e-9;
}
