using Scumble.Tensors;

namespace Scumble.Sampling;

/// <summary>All that a run of a sampler needs.</summary>
public sealed record SamplerInput
{
    /// <summary>The arithmetic; it created <see cref="Latent"/>.</summary>
    public required ITensorOps Ops { get; init; }

    /// <summary>The model.</summary>
    public required IDenoiser Denoiser { get; init; }

    /// <summary>The noise levels to visit.</summary>
    public required SigmaSchedule Sigmas { get; init; }

    /// <summary>
    /// In: x at the first noise level, Float32 or Float64, any rank. Out: x at the level reached. The caller owns it.
    /// Every enumeration of a run starts from what it holds then.
    /// </summary>
    public required Tensor Latent { get; init; }

    /// <summary>Seed of the noise that stochastic samplers add (<see cref="NoiseStreams"/>).</summary>
    public ulong Seed { get; init; }

    /// <summary>Share of fresh noise for samplers with <see cref="Sampler.UsesEta"/>: 0 is deterministic, 1 fully ancestral.</summary>
    public double Eta { get; init; }
}
