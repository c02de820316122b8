using Scumble.Families;
using Scumble.Imaging;
using Scumble.Tensors;

namespace Scumble.Stages;

/// <summary>The stages of a pipeline's models, kept from one run to the next: of each model those of the latest canvas. Owns them, not the models. One thread.</summary>
/// <param name="ops">The arithmetic of the models' backend.</param>
internal sealed class StageCache(ITensorOps ops) : IDisposable
{
    private readonly Dictionary<OpenModel, DenoiseStage> _denoise = [];
    private (OpenModel Model, int Width, int Height, TileMode Tile, DecodeStage Stage)? _decode;

    /// <summary>The arithmetic.</summary>
    public ITensorOps Ops => ops;

    /// <summary>The stage that denoises for a request.</summary>
    public DenoiseStage Denoise(OpenModel model, ResolvedRequest request, SamplingPlan plan)
    {
        var (width, height, isGuided, tile) = (request.Canvas.Width, request.Canvas.Height, plan.Guidance is not null, request.Request.Tile!.Value);
        if (_denoise.Remove(model, out var old))
        {
            if (old.Width == width && old.Height == height && old.IsGuided == isGuided && old.Tile == tile)
            {
                _denoise.Add(model, old);
                return old;
            }
            old.Dispose();
        }
        var stage = new DenoiseStage(model, ops, width, height, isGuided, tile);
        _denoise.Add(model, stage);
        return stage;
    }

    /// <summary>The stage that decodes for a request.</summary>
    public DecodeStage Decode(OpenModel model, ResolvedRequest request)
    {
        var (width, height, tile) = (request.Canvas.Width, request.Canvas.Height, request.Request.Tile!.Value);
        if (_decode is { } kept)
        {
            if ((kept.Model, kept.Width, kept.Height, kept.Tile) == (model, width, height, tile)) return kept.Stage;
            kept.Stage.Dispose();
        }
        var stage = new DecodeStage(model, ops, width, height, tile);
        _decode = (model, width, height, tile, stage);
        return stage;
    }

    public void Dispose()
    {
        _decode?.Stage.Dispose();
        foreach (var stage in _denoise.Values) stage.Dispose();
        _denoise.Clear();
    }
}
