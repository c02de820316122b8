using Scumble.Imaging;

namespace Scumble.Nodes;

/// <summary>
/// What happens to a node in a run: first <see cref="NodeStatus.Started"/>, then <see cref="NodeStatus.Progress"/> any number of times, then one of
/// the others; a node that does not run has only its last. A node within a graph node is called "outer/inner", and the outer one has events too.
/// </summary>
/// <param name="Node">The node's id.</param>
/// <param name="Status">What happened.</param>
public sealed record GraphEvent(string Node, NodeStatus Status)
{
    /// <summary>How much is done, 0 to 1.</summary>
    public double Progress { get; init; }

    /// <summary>What it is doing ("step 3 of 8"), or why it failed.</summary>
    public string Message { get; init; } = "";

    /// <summary>What to do about a failure.</summary>
    public string Hint { get; init; } = "";

    /// <summary>
    /// A small picture of the first output (<see cref="GraphRunOptions.PreviewEdge"/>) once it is there, or of what is forming; null where there is
    /// none. Colours are sRGB-encoded. The receiver's own.
    /// </summary>
    public Image? Picture { get; init; }

    /// <summary>The time since the node started.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>What the user should know, in whole sentences.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Where the finished result is cached: equal keys are equal results. Empty before.</summary>
    public string Key { get; init; } = "";
}
