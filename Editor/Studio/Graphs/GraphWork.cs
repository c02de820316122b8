using System.Diagnostics;
using Scumble.Nodes;

namespace Scumble.Studio;

/// <summary>One graph: what changed of it runs, as a draft first where that is quicker, and every node tells how it goes.</summary>
internal sealed class GraphWork(StudioSession session, TextureGraph graph, IReadOnlyList<string> wanted) : IRunWork
{
    private const int PreviewEdge = 192;

    /// <inheritdoc/>
    public async Task ExecuteAsync(Run run, CancellationToken cancellation)
    {
        var start = Stopwatch.GetTimestamp();
        run.Update(now => now with { Items = [.. now.Items.Select(item => item with { State = RunState.Running })] });
        var options = new GraphRunOptions { Nodes = wanted, Folder = session.Graphs.Path, PreviewEdge = PreviewEdge, PreviewsSteps = true };
        GraphResult result;
        try
        {
            await session.Graphing.DraftAsync(graph, options with { Draft = StudioSession.Draft, Events = new DraftReport(run, session.Previews) }, cancellation);
            result = await session.Graphing.RunAsync(graph, options with { Events = new NodeReport(run, session.Previews) }, cancellation);
        }
        finally
        {
            session.Models.CloseOthers();
        }
        cancellation.ThrowIfCancellationRequested();
        foreach (var item in run.Now.Items) Keep(run, item, result, start);
    }

    private void Keep(Run run, RunItem item, GraphResult result, long start)
    {
        if (result.Outputs.FirstOrDefault(output => output.Node == item.Node) is not { } output)
        {
            run.Update(item.Index, now => now with { State = RunState.Failed });
            return;
        }
        var texts = GraphFiles.TextsOf(result);
        var maps = session.Runs.Save(run, item.Index, output.Picture, output.Maps, output.Format, _ => texts, graph.Tile);
        run.Update(item.Index, now => now with
        {
            State = RunState.Done,
            Preview = 0,
            Maps = maps,
            Width = output.Picture.Width,
            Height = output.Picture.Height,
            Tile = graph.Tile.ToString(),
            Seconds = Stopwatch.GetElapsedTime(start).TotalSeconds,
        });
    }
}
