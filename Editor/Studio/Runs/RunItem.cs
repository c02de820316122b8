namespace Scumble.Studio;

/// <summary>One picture of a run. Immutable.</summary>
internal sealed record RunItem
{
    /// <summary>Its place in the run, from 0.</summary>
    public required int Index { get; init; }

    /// <summary>Where it stands.</summary>
    public RunState State { get; init; }

    /// <summary>What people call it: the output node's name in a graph.</summary>
    public string? Name { get; init; }

    /// <summary>The output node that it comes from, in a graph.</summary>
    public string? Node { get; init; }

    /// <summary>The seed of its noise.</summary>
    public ulong? Seed { get; init; }

    /// <summary>The stage at work.</summary>
    public string? Stage { get; init; }

    /// <summary>Denoising steps done.</summary>
    public int StepsDone { get; init; }

    /// <summary>Denoising steps in all.</summary>
    public int StepCount { get; init; }

    /// <summary>Counts the previews; 0 where there is none.</summary>
    public int Preview { get; init; }

    /// <summary>Wall time in seconds, when done.</summary>
    public double? Seconds { get; init; }

    /// <summary>Seconds until the preview was there.</summary>
    public double? PreviewSeconds { get; init; }

    /// <summary>The maps that can be fetched, by their file suffix; the picture stands first.</summary>
    public IReadOnlyList<string> Maps { get; init; } = [];

    /// <summary>Width in pixels.</summary>
    public int Width { get; init; }

    /// <summary>Height in pixels.</summary>
    public int Height { get; init; }

    /// <summary>The axes on which it repeats.</summary>
    public string? Tile { get; init; }

    /// <summary>The one hash of all that made it.</summary>
    public string? Identity { get; init; }

    /// <summary>What the user should know.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Whether somebody wants to keep it.</summary>
    public bool Favourite { get; init; }
}
