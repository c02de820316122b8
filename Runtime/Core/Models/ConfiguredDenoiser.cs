using Scumble.Sampling;
using Scumble.Tensors;

namespace Scumble.Models;

/// <summary>A network as its scheduler's file wants it to be used: its prediction, clipped, with the boundary condition of latent consistency models.</summary>
public sealed class ConfiguredDenoiser : IDenoiser, IDisposable
{
    private readonly PredictionDenoiser _prediction;
    private readonly ClippedDenoiser? _clipped;
    private readonly IDenoiser _outer;

    /// <param name="ops">The arithmetic.</param>
    /// <param name="network">The network, not owned; it sees the latent's shape.</param>
    /// <param name="config">The scheduler's file.</param>
    /// <param name="shape">The latent's shape, for example [1, 4, h/8, w/8].</param>
    /// <param name="latentType">Element type of the latents: Float32 or Float64.</param>
    /// <param name="networkType">Element type of the network's input and output.</param>
    /// <param name="noiseFollowsClipping">Whether DDIM takes the noise from the clipped estimate of x0 and not from the network's own.</param>
    public ConfiguredDenoiser(
        ITensorOps ops, INoisePredictor network, SchedulerConfig config, TensorShape shape,
        ElementType latentType = ElementType.Float32, ElementType networkType = ElementType.Float32, bool noiseFollowsClipping = false)
    {
        ArgumentNullException.ThrowIfNull(config);
        _outer = _prediction = new(ops, network, config.Process, config.Prediction, shape, latentType, networkType);
        if (config.Solver.Clipping is { } clipping)
        {
            // Of the samplers only DDIM's ask for the noise apart.
            var keepsNoise = !noiseFollowsClipping && config.Sampler is "ddim" or "ddim_inverse";
            _outer = _clipped = new(ops, _outer, clipping with { KeepsNoise = keepsNoise }, shape, latentType);
        }

        if (config.Solver.TimestepScaling is { } scaling && config.Sampler == "lcm")
            _outer = new ConsistencyDenoiser(ops, _outer, scaling);
    }

    /// <summary>The schedule of the run, where the network is to be told the schedule's own timesteps; else it is told the process's.</summary>
    public SigmaSchedule? Sigmas
    {
        get => _prediction.Sigmas;
        set => _prediction.Sigmas = value;
    }

    /// <inheritdoc/>
    public ForwardProcess Process => _outer.Process;

    /// <inheritdoc/>
    public Tensor? Noise => _outer.Noise;

    /// <inheritdoc/>
    public Tensor? Variance => _outer.Variance;

    /// <inheritdoc/>
    public void Denoise(Tensor x, double sigma, Tensor denoised) => _outer.Denoise(x, sigma, denoised);

    /// <summary>Releases the buffers.</summary>
    public void Dispose()
    {
        _clipped?.Dispose();
        _prediction.Dispose();
    }
}
