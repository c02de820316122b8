using Scumble.Decoding;
using Scumble.Families;
using Scumble.Imaging;
using Scumble.Models;
using Scumble.Sampling;
using Scumble.Tensors;

namespace Scumble.Pipeline;

/// <summary>
/// All buffers and bindings of one model for one canvas size, with or without guidance. Kept from one texture to the next of its kind,
/// as far as the memory budget allows. One thread.
/// </summary>
internal sealed class Workspace : IDisposable
{
    private readonly OpenModel _model;
    private readonly ITensorOps _ops;
    private DenoiserRows? _network;
    private DenoiserRows? _conditional;
    private DenoiserBuffers? _buffers;
    private LatentDecoder? _decoder;

    public Workspace(OpenModel model, ITensorOps ops, int width, int height, bool isGuided, TileMode tile)
    {
        (_model, _ops, Width, Height, IsGuided, Tile) = (model, ops, width, height, isGuided, tile);
        Latent = ops.Create(model.LatentShape(width, height), ElementType.Float32);
    }

    public int Width { get; }

    public int Height { get; }

    public bool IsGuided { get; }

    /// <summary>The axes on which the picture repeats.</summary>
    public TileMode Tile { get; }

    /// <summary>The latent of the running generation.</summary>
    public Tensor Latent { get; }

    /// <summary>The network, once it was told something.</summary>
    public DenoiserRows Network => _network!;

    /// <summary>Tells the network what to show.</summary>
    /// <param name="conditions">What to show.</param>
    /// <param name="hasUnguidedSteps">Whether some steps of a guided run have scale 1, and should cost half.</param>
    public void Tell(Conditions conditions, bool hasUnguidedSteps)
    {
        if (_network?.Fits(conditions.Positive) == false || hasUnguidedSteps != (_conditional is not null)) ReleaseNetwork();
        if (_network is null)
        {
            _network = _model.CreateRows(Width, Height, IsGuided ? 2 : 1, Tile);
            _conditional = hasUnguidedSteps ? _model.CreateRows(Width, Height, 1, Tile) : null;
            _buffers = new DenoiserBuffers(_ops, Latent.Shape);
        }
        if (conditions.Negative is { } negative) _network.Tell(0, negative);
        _network.Tell(IsGuided ? 1 : 0, conditions.Positive);
        _conditional?.Tell(0, conditions.Positive);
    }

    /// <summary>Writes the channels that stand behind the latent.</summary>
    public void SetExtraChannels(Tensor channels)
    {
        Network.SetExtraChannels(channels);
        _conditional?.SetExtraChannels(channels);
    }

    /// <summary>The run from what the latent holds, of which nothing has been done yet.</summary>
    /// <param name="run">How to sample.</param>
    /// <param name="seed">Seed of the noise that the sampler adds.</param>
    public IEnumerable<SamplerStep> Run(ResolvedRun run, ulong seed) => run.Sampler.Run(new SamplerInput
    {
        Ops = _ops,
        Denoiser = _model.Scheduler.CreateDenoiser(_buffers!, Predictor(run.Guidance)),
        Sigmas = run.Visited,
        Latent = Latent,
        Seed = seed,
        Options = run.Options,
        CallCount = run.CallCount,
    });

    /// <summary>Decodes the latent; the result is valid until the next call.</summary>
    /// <param name="sigma">The noise level that the latent has.</param>
    public Tensor Decode(double sigma)
    {
        _decoder ??= _model.CreateDecoder(Width, Height, Tile);
        // What keeps its variance is decoded as the network sees it.
        if (_model.Scheduler.InitialNoise == InitialNoise.UnitInput && sigma > 0) _ops.Scale(Latent, _model.Scheduler.Process.InputScale(sigma), Latent);
        _decoder.Decode(Latent);
        return _decoder.Output;
    }

    /// <summary>Releases what is bound to the network, so that it may be closed.</summary>
    public void ReleaseNetwork()
    {
        _buffers?.Dispose();
        _conditional?.Dispose();
        _network?.Dispose();
        (_buffers, _conditional, _network) = (null, null, null);
    }

    /// <summary>Releases what is bound to the decoder, so that it may be closed.</summary>
    public void ReleaseDecoder()
    {
        _decoder?.Dispose();
        _decoder = null;
    }

    public void Dispose()
    {
        ReleaseDecoder();
        ReleaseNetwork();
        Latent.Dispose();
    }

    private IPredictor Predictor(ResolvedGuidance? guidance) => guidance is null ? Network.Predictor
        : new ClassifierFreeGuidance(_buffers!, Network.Predictor, guidance.Scales, guidance.Interval, guidance.Rescale, _conditional?.Predictor);
}
