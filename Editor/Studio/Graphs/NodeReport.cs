using Scumble.Nodes;
using Scumble.Output;

namespace Scumble.Studio;

/// <summary>Tells a run what its nodes do, on the thread of the run.</summary>
internal sealed class NodeReport(Run run, PreviewStore previews) : IProgress<GraphEvent>
{
    /// <inheritdoc/>
    public void Report(GraphEvent value)
    {
        if (value.Picture is { } picture) previews.Set(run.Id, value.Node, PngWriter.Encode(picture, PngFormat.Quick, []));
        run.Update(now => now with { Nodes = [.. now.Nodes.Select(node => node.Id == value.Node ? Changed(node, value) : node)] });
    }

    private static RunNode Changed(RunNode node, GraphEvent value) => node with
    {
        State = value.Status switch
        {
            NodeStatus.Started or NodeStatus.Progress => RunState.Running,
            NodeStatus.Finished or NodeStatus.Cached => RunState.Done,
            NodeStatus.Cancelled => RunState.Cancelled,
            _ => RunState.Failed,
        },
        Cached = value.Status == NodeStatus.Cached,
        Blocked = value.Status == NodeStatus.Blocked,
        Progress = value.Progress,
        Message = value.Message.Length > 0 ? value.Message : null,
        Hint = value.Hint.Length > 0 ? value.Hint : null,
        Seconds = value.Elapsed.TotalSeconds,
        Preview = value.Picture is null ? node.Preview : node.Preview + 1,
        Key = value.Key.Length > 0 ? value.Key : null,
        Warnings = value.Warnings,
    };
}
