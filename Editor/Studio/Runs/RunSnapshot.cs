using System.Text.Json;

namespace Scumble.Studio;

/// <summary>A run as it is at a moment. Immutable; a higher revision is later.</summary>
internal sealed record RunSnapshot
{
    /// <summary>Sorts by time.</summary>
    public required string Id { get; init; }

    /// <summary>Grows with each change.</summary>
    public long Revision { get; init; }

    /// <summary>What it carries out.</summary>
    public required RunKind Kind { get; init; }

    /// <summary>Where it stands.</summary>
    public RunState State { get; init; }

    /// <summary>The prompt, or the graph's name.</summary>
    public required string Title { get; init; }

    /// <summary>When it was asked for.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? Finished { get; init; }

    /// <summary>Of runs in one slot only the newest goes on.</summary>
    public string? Slot { get; init; }

    /// <summary>The model's id.</summary>
    public string? Model { get; init; }

    /// <summary>What was asked for, to be asked for again.</summary>
    public JsonElement? Asked { get; init; }

    /// <summary>Its pictures.</summary>
    public IReadOnlyList<RunItem> Items { get; init; } = [];

    /// <summary>Its nodes, where it is a graph's.</summary>
    public IReadOnlyList<RunNode> Nodes { get; init; } = [];

    /// <summary>What ended it, where that was a fault.</summary>
    public RunFault? Fault { get; init; }

    /// <summary>Whether it is over.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool IsOver => State is RunState.Done or RunState.Failed or RunState.Cancelled;
}
