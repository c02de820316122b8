using Scumble.Families;
using Scumble.Imaging;
using Scumble.Inference;
using Scumble.Sampling;
using Scumble.Tensors;

namespace Scumble.Pipeline;

/// <summary>Carries requests out, one after the other, on a model and perhaps its refiner. Owns both. One thread.</summary>
internal sealed class Generator : IDisposable
{
    private readonly OpenModel? _refiner;
    private readonly IInferenceBackend _backend;
    private readonly TimeSpan _loadTime;
    private readonly Dictionary<OpenModel, Workspace> _workspaces = [];

    public Generator(OpenModel model, OpenModel? refiner, IInferenceBackend backend, string modelHash, TimeSpan loadTime) =>
        (Model, _refiner, _backend, ModelHash, _loadTime) = (model, refiner, backend, modelHash, loadTime);

    /// <summary>The model.</summary>
    public OpenModel Model { get; }

    /// <summary>The content hash of the model and the refiner.</summary>
    public string ModelHash { get; }

    private ITensorOps Ops => _backend.Ops;

    /// <summary>A generation as it is pulled.</summary>
    /// <param name="resolved">What to make.</param>
    /// <param name="target">What takes the texture, or null for the host.</param>
    public IEnumerable<PipelineStep> Steps(ResolvedRequest resolved, ITextureTarget? target)
    {
        var (request, run, seed) = (resolved.Request, resolved.Run, resolved.Request.Seed!.Value);
        var clock = new StageClock(_loadTime);
        var handover = _refiner is null ? null : Handover.Between(resolved, Model, _refiner);
        var lower = Model.Base is { } smaller ? resolved.Below(smaller, Model.BaseFactor) : null;
        if (handover is not null) run = handover.Base;
        var count = run.Visited.StepCount + (handover?.Refiner.Visited.StepCount ?? 0) + (lower?.Run.Visited.StepCount ?? 0);
        var (done, warnings) = (0, new List<string>(resolved.Warnings));

        // Encode.
        clock.Begin(PipelineStage.Encode);
        yield return new PipelineStep(PipelineStage.Encode, 0, count, null);
        using var stage = new DenoiseStage(Model, Ops, WorkspaceOf(Model, resolved, run), resolved, run, seed);
        if (lower is null) warnings.AddRange(stage.Prepare(resolved.Conditions));

        // Denoise.
        clock.Begin(PipelineStage.Denoise);
        yield return new PipelineStep(PipelineStage.Denoise, 0, count, null);
        if (lower is not null)
        {
            var small = WorkspaceOf(Model.Base!, lower, lower.Run);
            using var first = new DenoiseStage(Model.Base!, Ops, small, lower, lower.Run, NoiseStreams.BaseSeed(seed));
            first.Prepare(lower.Conditions);
            first.Begin();
            foreach (var step in first.Steps()) yield return new PipelineStep(PipelineStage.Denoise, ++done, count, null, step);
            using var enlarged = Enlarge(small.Latent, Model.BaseFactor, request.Tile!.Value);
            warnings.AddRange(stage.Prepare(resolved.Conditions, enlarged));
        }
        stage.Begin();
        foreach (var step in stage.Steps()) yield return new PipelineStep(PipelineStage.Denoise, ++done, count, null, step);
        var (last, work) = (run, WorkspaceOf(Model, resolved, run));
        if (handover is not null)
        {
            (last, work) = (handover.Refiner, WorkspaceOf(_refiner!, resolved, handover.Refiner));
            using var second = new DenoiseStage(_refiner!, Ops, work, resolved with { Request = request with { Image = null, Mask = null, Controls = null } }, last, seed);
            warnings.AddRange(second.Prepare(resolved.Conditions));
            Ops.Copy(work.Latent, WorkspaceOf(Model, resolved, run).Latent);
            foreach (var step in second.Steps()) yield return new PipelineStep(PipelineStage.Denoise, ++done, count, null, step);
        }
        stage.Dispose();

        // Decode.
        clock.Begin(PipelineStage.Decode);
        yield return new PipelineStep(PipelineStage.Decode, count, count, null);
        var decoded = work.Decode(last.Sigmas[^1]);

        // Maps.
        clock.Begin(PipelineStage.Maps);
        yield return new PipelineStep(PipelineStage.Maps, count, count, null);
        var report = new TextureReport
        {
            Request = request,
            Times = [],
            Backend = _backend.Choice,
            ModelHash = ModelHash,
            Warnings = [.. warnings.Distinct()],
        };
        report = target is null ? Fetch(report, decoded, resolved) : Give(report, decoded, resolved, target);
        if (Last.Sessions.IsTight) work.ReleaseDecoder();
        yield return new PipelineStep(PipelineStage.Maps, count, count, report with { Times = clock.End() });
    }

    public void Dispose()
    {
        foreach (var workspace in _workspaces.Values) workspace.Dispose();
        _workspaces.Clear();
        Model.Dispose();
        _refiner?.Dispose();
    }

    // The model whose decoder ends the run.
    private OpenModel Last => _refiner ?? Model;

    private TextureResult Fetch(TextureReport report, Tensor decoded, ResolvedRequest resolved)
    {
        var maps = Last.CreateMaps(decoded, resolved.Canvas.Window, report.Request.Tile!.Value);
        return new TextureResult(report, maps?.BaseColor ?? Last.CreateImage(decoded, resolved.Canvas.Window), maps);
    }

    private TextureReport Give(TextureReport report, Tensor decoded, ResolvedRequest resolved, ITextureTarget target)
    {
        target.Take(new DecodedTexture(decoded, Ops, resolved.Canvas.Window, report.Request.Tile!.Value));
        return report;
    }

    private Workspace WorkspaceOf(OpenModel model, ResolvedRequest resolved, ResolvedRun run)
    {
        var (canvas, tile, isGuided) = (resolved.Canvas, resolved.Request.Tile!.Value, run.Guidance is not null);
        if (_workspaces.Remove(model, out var old))
        {
            if (old.Width == canvas.Width && old.Height == canvas.Height && old.IsGuided == isGuided && old.Tile == tile)
            {
                _workspaces.Add(model, old);
                return old;
            }
            old.Dispose();
        }
        var workspace = new Workspace(model, Ops, canvas.Width, canvas.Height, isGuided, tile);
        _workspaces.Add(model, workspace);
        return workspace;
    }

    // What the larger network reads: the small picture at its own size.
    private Tensor Enlarge(Tensor small, int factor, TileMode tile)
    {
        var (channels, height, width) = (small.Shape[1], small.Shape[2], small.Shape[3]);
        var planes = new float[small.Shape.ElementCount];
        Ops.Download(small, planes);
        var enlarged = Ops.Create(new TensorShape(1, channels, height * factor, width * factor), ElementType.Float32);
        Ops.Upload(enlarged, Planes.Enlarge(planes, width, height, factor, tile));
        return enlarged;
    }
}
