using Scumble.Families;
using Scumble.Imaging;
using Scumble.Tensors;

namespace Scumble.Stages;

/// <summary>
/// The stages of a pipeline's models, kept from one run to the next: of each kind those of the latest shapes. Where graphs are opened in turn,
/// one: what is bound to a graph keeps it open. Owns them, not the models. One thread.
/// </summary>
/// <param name="ops">The arithmetic of the models' backend.</param>
/// <param name="count">Shapes of each kind and model that are kept, at least 1.</param>
internal sealed class StageCache(ITensorOps ops, int count) : IDisposable
{
    // The latest stands last.
    private readonly List<(Shape Shape, IDisposable Stage)> _stages = [];

    /// <summary>The arithmetic.</summary>
    public ITensorOps Ops => ops;

    /// <summary>The stage that denoises for a request, or for so many of its shape together.</summary>
    public DenoiseStage Denoise(OpenModel model, ResolvedRequest request, SamplingPlan plan, int pictures = 1)
    {
        var (canvas, isGuided, tile) = (request.Canvas, plan.Guidance is not null, request.Request.Tile!.Value);
        return Get(model, new(typeof(DenoiseStage), model, canvas with { Window = default }, isGuided, tile, pictures),
            () => new DenoiseStage(model, ops, canvas.Width, canvas.Height, isGuided, tile, pictures));
    }

    /// <summary>The stage that decodes for a request.</summary>
    public DecodeStage Decode(OpenModel model, ResolvedRequest request)
    {
        var (canvas, tile) = (request.Canvas, request.Request.Tile!.Value);
        return Get(model, new(typeof(DecodeStage), model, canvas with { Window = default }, false, tile), () => new DecodeStage(model, ops, canvas.Width, canvas.Height, tile));
    }

    /// <summary>The stage that shows what a request's run has come to.</summary>
    public PreviewStage Preview(OpenModel model, ResolvedRequest request)
    {
        var (canvas, tile) = (request.Canvas, request.Request.Tile!.Value);
        return Get(model, new(typeof(PreviewStage), model, canvas, false, tile), () => new PreviewStage(model, ops, canvas, tile));
    }

    /// <summary>Releases all; what is needed again is made again.</summary>
    public void Dispose()
    {
        foreach (var (_, stage) in _stages) stage.Dispose();
        _stages.Clear();
    }

    private T Get<T>(OpenModel model, Shape shape, Func<T> create) where T : class, IDisposable
    {
        var known = _stages.FindIndex(kept => kept.Shape == shape);
        if (known >= 0)
        {
            var kept = _stages[known];
            _stages.RemoveAt(known);
            _stages.Add(kept);
            return (T)kept.Stage;
        }
        var most = model.Sessions.IsTight ? 1 : count;
        while (_stages.Count(kept => kept.Stage is T && kept.Shape.Model == model) >= most)
        {
            var oldest = _stages.FindIndex(kept => kept.Stage is T && kept.Shape.Model == model);
            _stages[oldest].Stage.Dispose();
            _stages.RemoveAt(oldest);
        }
        var stage = create();
        _stages.Add((shape, stage));
        return stage;
    }

    private sealed record Shape(Type Kind, OpenModel Model, Canvas Canvas, bool IsGuided, TileMode Tile, int Pictures = 1);
}
