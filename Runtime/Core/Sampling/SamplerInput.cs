using Scumble.Tensors;

namespace Scumble.Sampling;

/// <summary>All that a run of a sampler needs. Within the run it also makes the calls of the model, which say where they stand.</summary>
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

    /// <summary>A seed for each row of <see cref="Latent"/>, which then gets the noise of a run of its own; null for <see cref="Seed"/> over all of it.</summary>
    public IReadOnlyList<ulong>? Seeds { get; init; }

    /// <summary>Another source of that noise, not owned; null for the sampler's own kind under <see cref="Seed"/>.</summary>
    public NoiseSource? Noise { get; init; }

    /// <summary>Settings of the method.</summary>
    public SamplerOptions Options { get; init; } = new();

    /// <summary>The model calls of the whole run (<see cref="Sampler.CountCalls"/>) of which this is the first part; null where this is the whole.</summary>
    public int? CallCount { get; init; }

    /// <summary>The first call of each step, set by <see cref="Sampler.Run"/>.</summary>
    internal DenoiseCall[] FirstCalls { get; init; } = [];

    /// <summary>For samplers, within their run: calls the model at the level that a step starts from.</summary>
    /// <param name="x">The model's x.</param>
    /// <param name="step">The step, from 0.</param>
    /// <param name="denoised">Overwritten with the estimate of x0; not <paramref name="x"/>.</param>
    /// <param name="call">Which call of the step it is, from 0.</param>
    public void Denoise(Tensor x, int step, Tensor denoised, int call = 0)
    {
        ref readonly var first = ref FirstCalls[step];
        Denoiser.Denoise(x, first with { CallIndex = first.CallIndex + call }, denoised);
    }

    /// <summary>For samplers, within their run: calls the model at the level that a step leads to.</summary>
    /// <param name="x">The model's x.</param>
    /// <param name="step">The step, from 0.</param>
    /// <param name="denoised">Overwritten with the estimate of x0; not <paramref name="x"/>.</param>
    /// <param name="call">Which call of the step it is, from 0.</param>
    public void DenoiseEnd(Tensor x, int step, Tensor denoised, int call = 0)
    {
        ref readonly var first = ref FirstCalls[step];
        Denoiser.Denoise(x, first with { Sigma = first.NextSigma, Timestep = first.NextTimestep, CallIndex = first.CallIndex + call }, denoised);
    }

    /// <summary>For samplers, within their run: calls the model at a level that is none of the schedule's, where the network is told the process's own time.</summary>
    /// <param name="x">The model's x.</param>
    /// <param name="step">The step, from 0.</param>
    /// <param name="sigma">The level of <paramref name="x"/>, above 0.</param>
    /// <param name="denoised">Overwritten with the estimate of x0; not <paramref name="x"/>.</param>
    /// <param name="call">Which call of the step it is, from 0.</param>
    public void DenoiseBetween(Tensor x, int step, double sigma, Tensor denoised, int call = 0)
    {
        ref readonly var first = ref FirstCalls[step];
        Denoiser.Denoise(x, first with { Sigma = sigma, Timestep = Denoiser.Process.ModelTime(sigma), CallIndex = first.CallIndex + call }, denoised);
    }
}
