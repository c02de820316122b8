using Scumble.Tensors;

namespace Scumble.Sampling;

/// <summary>All that a sampler sees of a model: an estimate of x0 given a noisy x.</summary>
public interface IDenoiser
{
    /// <summary>The process that x and sigma belong to.</summary>
    ForwardProcess Process { get; }

    /// <summary>
    /// Writes the expected x0 given <paramref name="x"/> = Signal(sigma) x0 + sigma noise at the level of <paramref name="call"/>.
    /// Allocates nothing and keeps neither tensor. <paramref name="x"/> is unchanged and is not <paramref name="denoised"/>.
    /// </summary>
    void Denoise(Tensor x, in DenoiseCall call, Tensor denoised);

    /// <summary>
    /// The noise in x as the last call estimates it, where that is not (x - Signal(sigma) denoised) / sigma: where x0 was clipped
    /// and the noise is not to follow it. Null elsewhere. Valid until the next call.
    /// </summary>
    Tensor? Noise => null;

    /// <summary>
    /// What the last call says about the variance of a step of DDPM, for networks that learned it: the variance itself, or its
    /// place from -1 to 1 between the two fixed ones on a logarithmic scale. Null for other networks. Valid until the next call.
    /// </summary>
    Tensor? Variance => null;
}
