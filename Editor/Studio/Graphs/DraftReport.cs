using System.Diagnostics;
using Scumble.Nodes;
using Scumble.Output;

namespace Scumble.Studio;

/// <summary>Shows a run's nodes and pictures as a draft has them, on the thread of the run. What fails is told by the run itself.</summary>
internal sealed class DraftReport(Run run, PreviewStore previews) : IProgress<GraphEvent>
{
    private readonly long _start = Stopwatch.GetTimestamp();

    /// <inheritdoc/>
    public void Report(GraphEvent value)
    {
        if (value.Picture is not { } picture) return;
        var file = PngWriter.Encode(picture, PngFormat.Quick, []);
        previews.Set(run.Id, value.Node, file);
        foreach (var item in run.Now.Items.Where(item => item.Node == value.Node)) previews.Set(run.Id, $"{item.Index}", file);
        run.Update(now => now with
        {
            Nodes = [.. now.Nodes.Select(node => node.Id == value.Node ? node with { State = RunState.Running, Preview = node.Preview + 1 } : node)],
            Items = [.. now.Items.Select(item => item.Node == value.Node
                ? item with { Preview = item.Preview + 1, PreviewSeconds = item.PreviewSeconds ?? Stopwatch.GetElapsedTime(_start).TotalSeconds } : item)],
        });
    }
}
