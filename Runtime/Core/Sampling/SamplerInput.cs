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

    /// <summary>Another source of that noise, not owned; null for the sampler's own kind under <see cref="Seed"/>.</summary>
    public NoiseSource? Noise { get; init; }

    /// <summary>Settings of the method.</summary>
    public SamplerOptions Options { get; init; } = new();
}
