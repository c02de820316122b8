using Scumble.Tensors;

namespace Scumble.Sampling;

/// <summary>Sets the guidance scale of a network for the noise level of each call. Owns nothing. One thread.</summary>
/// <param name="guidance">The guided network inside <paramref name="inner"/>.</param>
/// <param name="inner">The denoiser around the guided network.</param>
/// <param name="scales">The scale at each noise level.</param>
/// <param name="interval">Where guidance applies; null for everywhere. At levels outside the scale is 1.</param>
public sealed class ScheduledGuidance(ClassifierFreeGuidance guidance, IDenoiser inner, GuidanceSchedule scales, GuidanceInterval? interval = null)
    : IDenoiser
{
    /// <inheritdoc/>
    public ForwardProcess Process => inner.Process;

    /// <inheritdoc/>
    public Tensor? Noise => inner.Noise;

    /// <inheritdoc/>
    public Tensor? Variance => inner.Variance;

    /// <inheritdoc/>
    public void Denoise(Tensor x, double sigma, Tensor denoised)
    {
        guidance.Scale = interval?.Contains(sigma) == false ? 1 : scales[sigma];
        inner.Denoise(x, sigma, denoised);
    }
}
