using Scumble.Decoding;
using Scumble.Families;
using Scumble.Models;
using Scumble.Sampling;
using Scumble.Tensors;

namespace Scumble.Pipeline;

/// <summary>All buffers and bindings of one canvas size, with or without guidance. Kept from one texture to the next of its kind. One thread.</summary>
internal sealed class Workspace : IDisposable
{
    private readonly ITensorOps _ops;
    private readonly SchedulerConfig _scheduler;
    private readonly TensorShape _shape;
    private readonly Tensor _embeddings;
    private readonly Tensor[] _halves;
    private readonly NetworkPredictor _network;
    private readonly NetworkPredictor? _conditional;
    private readonly ClassifierFreeGuidance? _guidance;
    private readonly ConfiguredDenoiser _denoiser;

    public Workspace(OpenModel model, ITensorOps ops, int width, int height, bool isGuided)
    {
        (_ops, _scheduler, Width, Height, IsGuided) = (ops, model.Scheduler, width, height, isGuided);
        _shape = model.LatentShape(width, height);
        Latent = ops.Create(_shape, ElementType.Float32);
        _embeddings = ops.Create(model.TextEncoder.Shape.WithLeading(isGuided ? 2 : 1), ElementType.Float32); // [1 or 2, length, d]
        _halves = isGuided ? [ops.View(_embeddings, 0, 1), ops.View(_embeddings, 1, 1)] : [ops.View(_embeddings, 0, 1)];
        _network = model.CreateNetwork(_embeddings);
        _conditional = isGuided ? model.CreateNetwork(Conditional) : null;
        _guidance = isGuided ? new ClassifierFreeGuidance(ops, _network, _shape, 1, conditional: _conditional) : null;
        _denoiser = new ConfiguredDenoiser(ops, _guidance ?? (INoisePredictor)_network, _scheduler, _shape);
        Decoder = model.CreateDecoder(width, height);
    }

    public int Width { get; }

    public int Height { get; }

    public bool IsGuided { get; }

    /// <summary>The latent of the running generation.</summary>
    public Tensor Latent { get; }

    public VaeDecoder Decoder { get; }

    /// <summary>Where the prompt's embedding goes.</summary>
    public Tensor Conditional => _halves[^1];

    /// <summary>Where the negative prompt's embedding goes, with guidance.</summary>
    public Tensor Unconditional => _halves[0];

    public bool Fits(ResolvedRequest request) =>
        Width == request.Canvas.Width && Height == request.Canvas.Height && IsGuided == request.IsGuided;

    /// <summary>Fills the latent with noise at the first level and returns the run, of which nothing has been done yet.</summary>
    public IEnumerable<SamplerStep> Begin(ResolvedRequest resolved)
    {
        var request = resolved.Request;
        _denoiser.Sigmas = resolved.Sigmas;
        _ops.FillNoise(Latent, _scheduler.InitialScale(resolved.Sigmas[0]), request.Seed!.Value, NoiseStreams.Initial);
        return resolved.Sampler.Run(new SamplerInput
        {
            Ops = _ops,
            Denoiser = resolved.Guidance is { } guidance ? Guided(guidance) : _denoiser,
            Sigmas = resolved.Sigmas,
            Latent = Latent,
            Seed = request.Seed.Value,
            Options = (resolved.Sampler.Id == _scheduler.Sampler ? _scheduler.Solver.ToOptions() : new()) with { Eta = request.Eta },
        });
    }

    private ScheduledGuidance Guided(ResolvedGuidance guidance)
    {
        _guidance!.Rescale = guidance.Rescale;
        return new ScheduledGuidance(_guidance, _denoiser, guidance.Scales, guidance.Interval);
    }

    public void Dispose()
    {
        Decoder.Dispose();
        _denoiser.Dispose();
        _guidance?.Dispose();
        _conditional?.Dispose();
        _network.Dispose();
        foreach (var half in _halves) half.Dispose();
        _embeddings.Dispose();
        Latent.Dispose();
    }
}
