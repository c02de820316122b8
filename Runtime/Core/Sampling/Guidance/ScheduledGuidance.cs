using Scumble.Tensors;

namespace Scumble.Sampling;

/// <summary>Sets the guidance scale of a network for the noise level of each call. Owns nothing. One thread.</summary>
/// <param name="guidance">The guided network inside <paramref name="inner"/>.</param>
/// <param name="inner">The denoiser around the guided network.</param>
public sealed class ScheduledGuidance(ClassifierFreeGuidance guidance, IDenoiser inner) : IDenoiser
{
    /// <inheritdoc/>
    public ForwardProcess Process => inner.Process;

    /// <summary>The scales of the run to come.</summary>
    public required GuidanceSchedule Schedule { get; set; }

    /// <summary>Where guidance applies; null for everywhere. At levels outside the scale is 1.</summary>
    public GuidanceInterval? Interval { get; set; }

    /// <inheritdoc/>
    public void Denoise(Tensor x, double sigma, Tensor denoised)
    {
        guidance.Scale = Interval?.Contains(sigma) == false ? 1 : Schedule[sigma];
        inner.Denoise(x, sigma, denoised);
    }
}
