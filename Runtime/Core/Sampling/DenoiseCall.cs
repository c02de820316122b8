namespace Scumble.Sampling;

/// <summary>
/// Where a call of the model stands in its run: everything that the call itself does not decide. Passed down by value from the sampler
/// to the network, so that nothing below counts calls and nothing above sets what is below.
/// </summary>
public readonly record struct DenoiseCall
{
    /// <summary>The noise level of x, above 0.</summary>
    public double Sigma { get; init; }

    /// <summary>What the network is told about the level: the schedule's timestep where it states one, else the process's own time.</summary>
    public double Timestep { get; init; }

    /// <summary>The level that the step goes to; <see cref="Sigma"/> of a lone call.</summary>
    public double NextSigma { get; init; }

    /// <summary>What the network is told at <see cref="NextSigma"/>; infinite where the time is a logarithm and the level 0.</summary>
    public double NextTimestep { get; init; }

    /// <summary>The step that the call belongs to, from 0.</summary>
    public int StepIndex { get; init; }

    /// <summary>Number of steps of the run.</summary>
    public int StepCount { get; init; }

    /// <summary>How many calls of the run came before. 0 begins a run.</summary>
    public int CallIndex { get; init; }

    /// <summary>All calls of the whole run; null for methods that choose their calls on the way (<see cref="Sampler.CountCalls"/>).</summary>
    public int? CallCount { get; init; }

    /// <summary>The share of the run before the call, in [0, 1): of its calls, or of its steps where calls are not counted beforehand.</summary>
    public double Progress => Share(0);

    /// <summary>The share of the run with the call, in (0, 1]. A call more than was counted has the share of the last.</summary>
    public double ProgressEnd => Share(1);

    /// <summary>A call outside of any run, call 0 of 1, of which only the level is known.</summary>
    /// <param name="process">The process, whose own time the network is told.</param>
    /// <param name="sigma">The noise level, above 0.</param>
    public static DenoiseCall At(ForwardProcess process, double sigma)
    {
        ArgumentNullException.ThrowIfNull(process);
        return At(sigma, process.ModelTime(sigma));
    }

    /// <summary>The same at a level of a schedule, with what the network is told there.</summary>
    /// <param name="process">The process.</param>
    /// <param name="sigmas">The schedule.</param>
    /// <param name="level">Which of its levels.</param>
    public static DenoiseCall At(ForwardProcess process, SigmaSchedule sigmas, int level)
    {
        ArgumentNullException.ThrowIfNull(sigmas);
        return At(sigmas[level], sigmas.Timestep(level, process));
    }

    private static DenoiseCall At(double sigma, double timestep) =>
        new() { Sigma = sigma, Timestep = timestep, NextSigma = sigma, NextTimestep = timestep, StepCount = 1, CallCount = 1 };

    private double Share(int done) => CallCount is { } count
        ? (double)(Math.Min(CallIndex, count - 1) + done) / count
        : (double)(StepIndex + done) / StepCount;
}
