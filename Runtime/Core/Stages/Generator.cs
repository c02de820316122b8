using Scumble.Families;
using Scumble.Inference;
using Scumble.Sampling;
using Scumble.Tensors;

namespace Scumble.Stages;

/// <summary>Carries requests out, one after the other, on a model and perhaps its refiner. Owns both. One thread.</summary>
internal sealed class Generator : IDisposable
{
    private readonly OpenModel? _refiner;
    private readonly IInferenceBackend _backend;
    private readonly TimeSpan _loadTime;
    private readonly StageCache _stages;
    private ResolvedRequest? _running;

    public Generator(OpenModel model, OpenModel? refiner, IInferenceBackend backend, string modelHash, TimeSpan loadTime, int workspaces) =>
        (Model, _refiner, _backend, ModelHash, _loadTime, _stages) = (model, refiner, backend, modelHash, loadTime, new StageCache(backend.Ops, workspaces));

    /// <summary>The model.</summary>
    public OpenModel Model { get; }

    /// <summary>The content hash of the model and the refiner.</summary>
    public string ModelHash { get; }

    /// <summary>A generation as it is pulled.</summary>
    /// <param name="pictures">What to make: one, or several of one shape (<see cref="CanBatch"/>), which are denoised together and decoded one after the other.</param>
    public IEnumerable<PipelineStep> Steps(IReadOnlyList<ResolvedPicture> pictures)
    {
        using var cancellation = new JointCancellation([.. pictures.Select(picture => picture.Cancellation)]);
        CancelBy(cancellation.Token);
        _running = pictures[0].Resolved;
        var clock = new StageClock(_loadTime);
        var passes = Passes.Of([.. pictures.Select(picture => picture.Resolved)], Model, _refiner, _stages);
        var (count, done, warnings) = (passes.Sum(pass => pass.StepCount), 0, new List<string>());
        try
        {
            // Encode.
            clock.Begin(PipelineStage.Encode);
            yield return new PipelineStep(PipelineStage.Encode, 0, count, null);
            warnings.AddRange(passes[0].Begin(null));

            // Denoise.
            clock.Begin(PipelineStage.Denoise);
            yield return new PipelineStep(PipelineStage.Denoise, 0, count, null);
            for (var i = 0; i < passes.Count; i++)
            {
                if (i > 0) warnings.AddRange(passes[i].Begin(passes[i - 1].Result));
                foreach (var step in passes[i].Steps()) yield return new PipelineStep(PipelineStage.Denoise, ++done, count, null, step);
            }

            for (var i = 0; i < pictures.Count; i++)
            {
                var (resolved, target, given) = pictures[i];
                if (pictures.Count > 1 && given.IsCancellationRequested) continue;

                // Decode.
                clock.Begin(PipelineStage.Decode);
                yield return new PipelineStep(PipelineStage.Decode, count, count, null, Picture: i);
                var decode = _stages.Decode(Last, resolved);
                var decoded = Decoded(decode, passes[^1], i);
                if (target is null || decoded is HostTensor) RequireFinite(decoded, passes);
                KeptPixels.Restore(_backend.Ops, decoded, resolved, Last.Abilities.Layout);

                // Maps.
                clock.Begin(PipelineStage.Maps);
                yield return new PipelineStep(PipelineStage.Maps, count, count, null, Picture: i);
                var told = resolved.Warnings.Concat(warnings).Concat(passes[0].WarningsOf(i)).Distinct();
                var report = Deliver(Report(resolved) with { Warnings = [.. told] }, decoded, resolved, target);
                if (Last.Sessions.IsTight) decode.Dispose();
                yield return new PipelineStep(PipelineStage.Maps, count, count, report with { Times = clock.End() }, Picture: i);
            }
        }
        finally
        {
            foreach (var pass in passes) pass.Dispose();
            CancelBy(CancellationToken.None);
            _running = null;
        }
    }

    /// <summary>What is known of a generation before it ran.</summary>
    public TextureReport Report(ResolvedRequest resolved) => new()
    {
        Request = resolved.Request,
        Times = [],
        Backend = _backend.Choice,
        ModelHash = ModelHash,
        Rewrites = [.. Model.RewritesFor(resolved.Request.Tile!.Value).Select(rewrite => rewrite.Id)],
        Warnings = resolved.Warnings,
    };

    /// <summary>Whether a request can be denoised together with others of its <see cref="BatchShape"/>: one network from noise on, whose graph takes them in one call.</summary>
    public bool CanBatch(ResolvedRequest resolved) => BatchShape.Of(resolved.Request) is not null && _refiner is null && !resolved.Plan.Sampler.CouplesRows
        && Model is { Base: null, Abilities.Extra: ExtraChannels.None, Sessions.IsTight: false, TakesBatches: true };

    /// <summary>What a picture of the running generation shows so far; null where that is not what is decoded in the end.</summary>
    public TexturePreview? Preview(SamplerStep sample, int picture = 0) => Shown(sample, picture, static (stage, denoised) => stage.Run(denoised));

    /// <summary>The same where it is, not read back; valid until the next call or step.</summary>
    public DecodedTexture? DecodedPreview(SamplerStep sample, int picture = 0) => Shown(sample, picture, static (stage, denoised) => stage.Decode(denoised));

    /// <summary>Lets go of what is kept for further runs.</summary>
    public void ReleaseWorkspaces() => _stages.Dispose();

    public void Dispose()
    {
        _stages.Dispose();
        Model.Dispose();
        _refiner?.Dispose();
    }

    // The model whose decoder ends the run.
    private OpenModel Last => _refiner ?? Model;

    private void CancelBy(CancellationToken cancellation)
    {
        Model.Sessions.Cancellation = cancellation;
        if (_refiner is not null) _refiner.Sessions.Cancellation = cancellation;
    }

    private T? Shown<T>(SamplerStep sample, int picture, Func<PreviewStage, Tensor, T> show) where T : class
    {
        if (_running is not { } resolved) return null;
        var (shape, whole) = (Last.LatentShape(resolved.Canvas.Width, resolved.Canvas.Height), sample.Denoised.Shape);
        if (whole != shape.WithLeading(whole[0])) return null;
        if (whole[0] == 1) return show(_stages.Preview(Last, resolved), sample.Denoised);
        using var row = _backend.Ops.View(sample.Denoised, picture, 1);
        return show(_stages.Preview(Last, resolved), row);
    }

    private Tensor Decoded(DecodeStage decode, Pass last, int picture)
    {
        if (last.Result.Shape[0] == 1) return decode.Run(last.Result, last.Sigma);
        using var row = _backend.Ops.View(last.Result, picture, 1);
        return decode.Run(row, last.Sigma);
    }

    // One number is read where all is well; which part is at fault is looked for only where it is not.
    private void RequireFinite(Tensor decoded, IReadOnlyList<Pass> passes)
    {
        if (_backend.Ops.IsFinite(decoded)) return;
        foreach (var pass in passes) pass.RequireFinite();
        throw NotFinite.Decoder(Last.Sessions.Folder.Components.TryGetValue("vae_decoder", out var decoder) ? decoder.GraphPath : "vae_decoder");
    }

    private TextureReport Deliver(TextureReport report, Tensor decoded, ResolvedRequest resolved, ITextureTarget? target)
    {
        var (window, tile) = (resolved.Canvas.Window, resolved.Request.Tile!.Value);
        if (target is not null)
        {
            target.Take(new DecodedTexture(decoded, _backend.Ops, window, tile));
            return report;
        }
        var derive = new DeriveStage(Last, _backend.Ops);
        var maps = derive.Maps(decoded, window, tile);
        return new TextureResult(report, maps?.BaseColor ?? derive.Picture(decoded, window), maps);
    }
}
