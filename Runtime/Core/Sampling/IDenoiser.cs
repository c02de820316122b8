using Scumble.Tensors;

namespace Scumble.Sampling;

/// <summary>All that a sampler sees of a model: an estimate of x0 given a noisy x.</summary>
public interface IDenoiser
{
    /// <summary>The process that x and sigma belong to.</summary>
    ForwardProcess Process { get; }

    /// <summary>
    /// Writes the expected x0 given <paramref name="x"/> = Signal(sigma) x0 + sigma noise, <paramref name="sigma"/> above 0.
    /// Allocates nothing and keeps neither tensor. <paramref name="x"/> is unchanged and is not <paramref name="denoised"/>.
    /// </summary>
    void Denoise(Tensor x, double sigma, Tensor denoised);
}
