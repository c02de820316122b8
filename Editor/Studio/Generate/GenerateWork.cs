using System.Diagnostics;
using Scumble.Imaging;
using Scumble.Output;
using Scumble.Stages;

namespace Scumble.Studio;

/// <summary>
/// One request with several seeds. Where previews are asked for, what is forming is shown; in a slot, where the next change may come soon, a large picture is drafted first,
/// and the draft is what is shown.
/// </summary>
internal sealed class GenerateWork(StudioSession session, TextureRequest request, string model, bool preview) : IRunWork
{
    /// <inheritdoc/>
    public async Task ExecuteAsync(Run run, CancellationToken cancellation)
    {
        session.Models.CloseOthers(model);
        var pipeline = await session.Models.OpenAsync(model, cancellation);
        foreach (var item in run.Now.Items) await MakeAsync(run, item, pipeline, cancellation);
    }

    private async Task MakeAsync(Run run, RunItem item, TexturePipeline pipeline, CancellationToken cancellation)
    {
        var start = Stopwatch.GetTimestamp();
        var one = request with { Seed = item.Seed };
        run.Update(item.Index, now => now with { State = RunState.Running });
        var draft = StudioSession.Draft.Of(one, pipeline.Defaults);
        var isSmall = (draft.Width, draft.Height) == (one.Width, one.Height);
        var isDrafted = preview && !isSmall && run.Now.Slot is not null;
        if (isDrafted) Show((await pipeline.GenerateAsync(draft, null, Show, cancellation)).Image);
        var result = await pipeline.GenerateAsync(one, new StepReport(run, item.Index), preview && !isDrafted ? Show : null, cancellation);
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

        void Show(Image forming)
        {
            session.Previews.Set(run.Id, $"{item.Index}", PngWriter.Encode(forming, PngFormat.Quick, []));
            run.Update(item.Index, now => now with { Preview = now.Preview + 1, PreviewSeconds = now.PreviewSeconds ?? Stopwatch.GetElapsedTime(start).TotalSeconds });
        }
    }
}
