using System.Diagnostics;
using Scumble.Output;
using Scumble.Stages;

namespace Scumble.Studio;

/// <summary>One request with several seeds; a small picture before each where it is asked for.</summary>
internal sealed class GenerateWork(StudioSession session, TextureRequest request, string model, bool preview) : IRunWork
{
    // What 300 ms on two cores allow for.
    private const int PreviewEdge = 256, PreviewSteps = 2;

    /// <inheritdoc/>
    public async Task ExecuteAsync(Run run, CancellationToken cancellation)
    {
        try
        {
            session.Models.CloseOthers(model);
            var pipeline = await session.Models.OpenAsync(model, cancellation);
            foreach (var item in run.Now.Items) await MakeAsync(run, item, pipeline, cancellation);
        }
        finally
        {
            session.Previews.Drop(run.Id);
        }
    }

    private async Task MakeAsync(Run run, RunItem item, TexturePipeline pipeline, CancellationToken cancellation)
    {
        var start = Stopwatch.GetTimestamp();
        var one = request with { Seed = item.Seed };
        run.Update(item.Index, now => now with { State = RunState.Running });
        if (preview) await ShowPreviewAsync(run, item, pipeline, PreviewOf(one, pipeline), start, cancellation);
        var result = await pipeline.GenerateAsync(one, new StepReport(run, item.Index), cancellation);
        cancellation.ThrowIfCancellationRequested();
        var tile = result.Request.Tile ?? default;
        var maps = session.Runs.Save(run, item.Index, result.Image, result.Maps, PngFormat.Colour, map => (result.Recipe with { Map = map }).ToTexts(), tile);
        run.Update(item.Index, now => now with
        {
            State = RunState.Done,
            Stage = null,
            Preview = 0,
            Maps = maps,
            Width = result.Image.Width,
            Height = result.Image.Height,
            Tile = tile.ToString(),
            Identity = result.Identity,
            Warnings = result.Warnings,
            Seconds = Stopwatch.GetElapsedTime(start).TotalSeconds,
        });
    }

    private async Task ShowPreviewAsync(Run run, RunItem item, TexturePipeline pipeline, TextureRequest fast, long start, CancellationToken cancellation)
    {
        var result = await pipeline.GenerateAsync(fast, null, cancellation);
        session.Previews.Set(run.Id, $"{item.Index}", PngWriter.Encode(result.Image, PngFormat.Colour, []));
        run.Update(item.Index, now => now with { Preview = now.Preview + 1, PreviewSeconds = Stopwatch.GetElapsedTime(start).TotalSeconds });
    }

    // Fewer steps, without the second half that guidance costs, and no larger than the preview's edge where the model can be that small.
    private static TextureRequest PreviewOf(TextureRequest one, TexturePipeline pipeline)
    {
        var defaults = pipeline.Defaults;
        var (width, height) = (one.Width ?? defaults.Width, one.Height ?? defaults.Height);
        var scale = Math.Min(1, (double)PreviewEdge / Math.Max(width, height));
        return one with
        {
            Steps = Math.Min(PreviewSteps, one.Steps ?? defaults.Steps),
            Guidance = defaults.EmbedsGuidance ? one.Guidance : 1,
            Width = defaults.FixedWidth is null ? Edge(width) : width,
            Height = defaults.FixedHeight is null ? Edge(height) : height,
        };

        int Edge(int edge) => Math.Max(defaults.MinSize, (int)(edge * scale) / defaults.SizeMultiple * defaults.SizeMultiple);
    }
}
