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
    /// <param name="resolved">What to make.</param>
    /// <param name="target">What takes the texture, or null for the host.</param>
    /// <param name="cancellation">Ends the graph that runs.</param>
    public IEnumerable<PipelineStep> Steps(ResolvedRequest resolved, ITextureTarget? target, CancellationToken cancellation)
    {
        CancelBy(cancellation);
        _running = resolved;
        var clock = new StageClock(_loadTime);
        var passes = Passes.Of(resolved, Model, _refiner, _stages);
        var (count, done, warnings) = (passes.Sum(pass => pass.StepCount), 0, new List<string>(resolved.Warnings));
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

            // Decode.
            clock.Begin(PipelineStage.Decode);
            yield return new PipelineStep(PipelineStage.Decode, count, count, null);
            var decode = _stages.Decode(Last, resolved);
            var decoded = decode.Run(passes[^1].Result, passes[^1].Sigma);
            if (target is null || decoded is HostTensor) RequireFinite(decoded, passes);
            KeptPixels.Restore(_backend.Ops, decoded, resolved, Last.Abilities.Layout);

            // Maps.
            clock.Begin(PipelineStage.Maps);
            yield return new PipelineStep(PipelineStage.Maps, count, count, null);
            var report = Deliver(Report(resolved) with { Warnings = [.. warnings.Distinct()] }, decoded, resolved, target);
            if (Last.Sessions.IsTight) decode.Dispose();
            yield return new PipelineStep(PipelineStage.Maps, count, count, report with { Times = clock.End() });
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

    /// <summary>What the running generation shows so far; null where that is not what is decoded in the end.</summary>
    public TexturePreview? Preview(SamplerStep sample)
    {
        if (_running is not { } resolved || sample.Denoised.Shape != Last.LatentShape(resolved.Canvas.Width, resolved.Canvas.Height)) return null;
        return _stages.Preview(Last, resolved).Run(sample.Denoised);
    }

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
