using Scumble.Families;
using Scumble.Inference;
using Scumble.Models;
using Scumble.Networks;
using Scumble.Sampling;
using Scumble.Tensors;

namespace Scumble.Stages;

/// <summary>One ControlNet, bound for each of a stage's networks. Owns its bindings. One thread.</summary>
internal sealed class BoundControl : IDisposable
{
    // What ControlNets of transformers read for the prompt's summary, and whether they were trained on zeros instead.
    private const string Pooled = "pooled_projections", HasNoPooled = "force_zeros_for_pooled_projection";

    private readonly OpenModel _model;
    private readonly ITensorOps _ops;
    private readonly bool _isWithoutPooled;
    private readonly List<ControlNet> _byPart = [];
    private readonly List<Tensor> _zeros = [];

    /// <param name="model">The model.</param>
    /// <param name="ops">The arithmetic.</param>
    /// <param name="network">The ControlNet.</param>
    /// <param name="session">Its graph.</param>
    /// <param name="stage">The stage whose networks it steers.</param>
    public BoundControl(OpenModel model, ITensorOps ops, ModelComponent network, IInferenceSession session, DenoiseStage stage)
    {
        (_model, _ops, Session) = (model, ops, session);
        ReadsLatent = session.Outputs.Find(Residuals.Blocks) is not null;
        _isWithoutPooled = ReadsLatent && network.Values().Flag(HasNoPooled, true);
        try
        {
            foreach (var part in stage.Parts)
            {
                var picture = ReadsLatent ? part.Latent : new TensorShape(part.Latent[0], 3, stage.Height, stage.Width);
                _byPart.Add(new ControlNet(ops, session, picture, ConditionsOf(part), ResidualsOf(part, network)));
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The graph.</summary>
    public IInferenceSession Session { get; }

    /// <summary>The ControlNet for each of the networks.</summary>
    public IReadOnlyList<ControlNet> ByPart => _byPart;

    // A transformer's ControlNet reads the picture's latent.
    private bool ReadsLatent { get; }

    /// <summary>Sets the picture and how it steers.</summary>
    public void Set(ControlInput control, ulong seed, int index, DenoiseStage stage)
    {
        using var latent = ReadsLatent ? Latent(control.Picture, seed, index, stage) : null;
        foreach (var net in _byPart) net.Set(latent ?? control.Picture, control.Span);
    }

    public void Dispose()
    {
        foreach (var net in _byPart) net.Dispose();
        foreach (var tensor in _zeros) tensor.Dispose();
    }

    private Tensor Latent(Tensor picture, ulong seed, int index, DenoiseStage stage)
    {
        using var planes = _ops.Create(picture.Shape, ElementType.Float32);
        using var ones = _ops.Ones(picture.Shape);
        _ops.Combine(planes, 2, picture, -1, ones);
        var latent = _ops.Create(stage.Latent.Shape, ElementType.Float32);
        _model.EncodePicture(planes, latent, NoiseStreams.EncodingSeed(seed), NoiseStreams.ControlPicture(index), stage.Tile);
        // Those that were trained without the prompt's summary were trained on latents that are not shifted, too.
        if (!_isWithoutPooled || _model.LatentShift == 0) return latent;
        using var shifts = _ops.Ones(latent.Shape);
        _ops.Combine(latent, 1, latent, _model.LatentShift, shifts);
        return latent;
    }

    private Dictionary<string, Tensor> ConditionsOf(DenoiserNetwork part)
    {
        var conditions = part.Conditions.ToDictionary();
        if (!conditions.TryGetValue(Pooled, out var pooled) || !_isWithoutPooled) return conditions;
        _zeros.Add(conditions[Pooled] = _ops.Create(pooled.Shape, ElementType.Float32));
        return conditions;
    }

    // A ControlNet has as many blocks as its graph or else its configuration says.
    private static Dictionary<string, TensorShape> ResidualsOf(DenoiserNetwork part, ModelComponent network)
    {
        var residuals = part.Residuals.ToDictionary();
        if (residuals.TryGetValue(Residuals.Blocks, out var shape) && network.Header.Outputs.Find(Residuals.Blocks) is { Dimensions: [var stated, ..] })
            residuals[Residuals.Blocks] = shape.WithLeading(stated > 0 ? stated : network.Values().Integer("num_layers", shape[0], 1, 1024));
        return residuals;
    }
}
