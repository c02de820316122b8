using Scumble.Stages;

namespace Scumble.Nodes;

/// <summary>What one run of a graph is to do, and what it may read.</summary>
public sealed record GraphRunOptions
{
    /// <summary>The nodes whose results are wanted; null for the outputs, and for all nodes where a graph has no output. What they hang on runs too.</summary>
    public IReadOnlyList<string>? Nodes { get; init; }

    /// <summary>The folder that file names of the graph are looked for in; null where it may read none.</summary>
    public string? Folder { get; init; }

    /// <summary>The longer edge of the pictures in events, in pixels; 0 for none.</summary>
    public int PreviewEdge { get; init; }

    /// <summary>Whether forming pictures are decoded after each denoising step; each costs a run of the decoder.</summary>
    public bool PreviewsSteps { get; init; }

    /// <summary>
    /// Where it is set, the run is a quick look (<see cref="GraphRunner.DraftAsync"/>): pictures of at most its edge, lengths in pixels along with them, generations of at most its
    /// steps.
    /// </summary>
    public Draft? Draft { get; init; }

    /// <summary>Pictures that an engine gives, by the name in a scene view node: "colour", "depth", ...</summary>
    public IReadOnlyDictionary<string, PictureSource> Pictures { get; init; } = new Dictionary<string, PictureSource>();

    /// <summary>Told of each node, on the run's thread, or null.</summary>
    public IProgress<GraphEvent>? Events { get; init; }
}
