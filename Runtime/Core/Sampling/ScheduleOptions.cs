namespace Scumble.Sampling;

/// <summary>Settings of schedules; each schedule reads those that it names.</summary>
public sealed record ScheduleOptions
{
    /// <summary>Which timesteps are visited.</summary>
    public TimestepSpacing Spacing { get; init; } = TimestepSpacing.Trailing;

    /// <summary>Added to each timestep of leading spacing.</summary>
    public int StepsOffset { get; init; }

    /// <summary>Whether timesteps of linspace spacing are rounded (halves to even), for models that know only integers.</summary>
    public bool RoundTimesteps { get; init; }

    /// <summary>Flow shift s: sigma becomes s sigma / (1 + (s - 1) sigma). Above 1 more steps are spent on noise.</summary>
    public double Shift { get; init; } = 1;

    /// <summary>Curvature of the karras schedule.</summary>
    public double Rho { get; init; } = 7;

    /// <summary>The smallest positive level of the karras schedule; the process decides if null.</summary>
    public double? MinSigma { get; init; }

    /// <summary>The first level of the karras schedule; the process decides if null.</summary>
    public double? MaxSigma { get; init; }

    /// <summary>Where the run stops; 0 is clean.</summary>
    public double FinalSigma { get; init; }
}
