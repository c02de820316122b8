namespace Scumble.Sampling;

/// <summary>Settings of schedules; each schedule reads those that it names.</summary>
public sealed record ScheduleOptions
{
    /// <summary>Which timesteps are visited.</summary>
    public TimestepSpacing Spacing { get; init; } = TimestepSpacing.Trailing;

    /// <summary>Added to each timestep of leading spacing.</summary>
    public int StepsOffset { get; init; }

    /// <summary>
    /// Whether leading and linspace spacing divide the range into one part more and leave out its cleanest level, as
    /// DPM-Solver does, instead of visiting both ends.
    /// </summary>
    public bool OmitsCleanest { get; init; }

    /// <summary>Whether a run of one step starts at the cleanest level of linspace spacing or of the exponential schedule, as some references count, and not at the noisiest.</summary>
    public bool SingleIsCleanest { get; init; }

    /// <summary>For models that know only whole timesteps: what becomes of those between.</summary>
    public TimestepRounding Rounding { get; init; }

    /// <summary>The timesteps to visit, descending, instead of a spacing; as many as steps.</summary>
    public IReadOnlyList<double>? Timesteps { get; init; }

    /// <summary>The levels to visit, descending, before any shift, instead of a spacing; as many as steps.</summary>
    public IReadOnlyList<double>? Sigmas { get; init; }

    /// <summary>Whether levels between trained ones are evenly spaced in log sigma from end to end, whatever the timesteps.</summary>
    public bool IsLogLinear { get; init; }

    /// <summary>Whether each step goes down by T / n timesteps (rounded down), as DDIM's and PNDM's do, whatever timestep is visited next.</summary>
    public bool FixedStride { get; init; }

    /// <summary>Flow shift s: sigma becomes s sigma / (1 + (s - 1) sigma). Above 1 more steps are spent on noise.</summary>
    public double Shift { get; init; } = 1;

    /// <summary>Where the flow's last visited level is stretched to, in (0, 1); null leaves it.</summary>
    public double? TerminalSigma { get; init; }

    /// <summary>Curvature of the karras and polyexponential schedules; null is each one's usual, 7 and 1.</summary>
    public double? Rho { get; init; }

    /// <summary>The first parameter of the beta distribution of the beta schedule.</summary>
    public double Alpha { get; init; } = 0.6;

    /// <summary>The second parameter of the beta distribution of the beta schedule.</summary>
    public double Beta { get; init; } = 0.6;

    /// <summary>The smallest level that is visited; the process decides if null.</summary>
    public double? MinSigma { get; init; }

    /// <summary>The first level; the process decides if null.</summary>
    public double? MaxSigma { get; init; }

    /// <summary>Whether a schedule between two levels spans those that <see cref="Spacing"/> would visit, instead of the trained range.</summary>
    public bool SpansVisited { get; init; }

    /// <summary>Number of timesteps of the solver that a consistency model was distilled from; a run visits some of them.</summary>
    public int OriginalSteps { get; init; } = 50;

    /// <summary>Share of the original timesteps, from the clean end, that a consistency model's run may visit, in (0, 1].</summary>
    public double Strength { get; init; } = 1;

    /// <summary>Where the run stops; 0 is clean.</summary>
    public double FinalSigma { get; init; }

    /// <summary>Whether the run stops at its last visited level, whatever <see cref="FinalSigma"/> says.</summary>
    public bool StopsAtLastVisited { get; init; }
}
