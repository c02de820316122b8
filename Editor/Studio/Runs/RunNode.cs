namespace Scumble.Studio;

/// <summary>A node of a run's graph. Immutable.</summary>
internal sealed record RunNode
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>Where it stands.</summary>
    public RunState State { get; init; }

    /// <summary>Whether its result was there from before.</summary>
    public bool Cached { get; init; }

    /// <summary>Whether something that it hangs on failed.</summary>
    public bool Blocked { get; init; }

    /// <summary>How much is done, 0 to 1.</summary>
    public double Progress { get; init; }

    /// <summary>What it does, or why it failed.</summary>
    public string? Message { get; init; }

    /// <summary>What to do about a failure.</summary>
    public string? Hint { get; init; }

    /// <summary>The time since it started.</summary>
    public double Seconds { get; init; }

    /// <summary>Counts its pictures; 0 where there is none.</summary>
    public int Preview { get; init; }

    /// <summary>Names its result, as long as that is cached: equal keys are equal results. Null before, and where it has none.</summary>
    public string? Key { get; init; }

    /// <summary>What the user should know.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}
