// P. Dhariwal, A. Nichol, "Diffusion models beat GANs on image synthesis", 2021, algorithm 2:
//   e = e - s sqrt(1 - abar) grad_z log p(y | z)
// For x = a x0 + sigma noise and z = c x, with a = Signal(sigma), c = InputScale(sigma), this is the score of x plus
// s c grad_z, and so  D = D + s c (sigma^2 / a) grad_z log p(y | z).
using Scumble.Tensors;

namespace Scumble.Sampling;

/// <summary>
/// Steers a denoiser to a class by a noisy classifier's gradient. Pure noise, at the first level of a rectified flow or of a
/// schedule with zero terminal signal, tells nothing of the class and is left as it is. Owns its buffers, nothing else. One thread.
/// </summary>
public sealed class ClassifierGuidance : IDenoiser, IDisposable
{
    // The signal in z below which it counts as pure noise: 1 / signal would make much of the gradient's errors.
    private const double PureNoise = 1e-4;

    private readonly ITensorOps _ops;
    private readonly IDenoiser _inner;
    private readonly IClassifierGradient _classifier;
    private readonly Tensor _input;
    private readonly Tensor _gradient;
    private readonly Tensor? _wide;

    /// <param name="ops">The arithmetic.</param>
    /// <param name="inner">The denoiser to steer.</param>
    /// <param name="classifier">The classifier.</param>
    /// <param name="shape">The latent's shape, which the classifier sees.</param>
    /// <param name="latentType">Element type of the latents: Float32 or Float64.</param>
    /// <param name="classifierType">Element type of the classifier's input and output.</param>
    public ClassifierGuidance(
        ITensorOps ops, IDenoiser inner, IClassifierGradient classifier, TensorShape shape,
        ElementType latentType = ElementType.Float32, ElementType classifierType = ElementType.Float32)
    {
        ArgumentNullException.ThrowIfNull(ops);
        ArgumentNullException.ThrowIfNull(inner);
        ArgumentNullException.ThrowIfNull(classifier);
        (_ops, _inner, _classifier) = (ops, inner, classifier);
        _input = ops.Create(shape, classifierType);
        _gradient = ops.Create(shape, classifierType);
        if (latentType != classifierType) _wide = ops.Create(shape, latentType);
    }

    /// <inheritdoc/>
    public ForwardProcess Process => _inner.Process;

    /// <inheritdoc/>
    public Tensor? Variance => _inner.Variance;

    /// <summary>The scale s: 0 is off and costs nothing, 1 samples p(x | y) if the classifier is exact, more sharpens it.</summary>
    public double Scale { get; init; } = 1;

    /// <inheritdoc/>
    public void Denoise(Tensor x, in DenoiseCall call, Tensor denoised)
    {
        _inner.Denoise(x, call, denoised);
        var sigma = call.Sigma;
        var (a, c) = (Process.Signal(sigma), Process.InputScale(sigma));
        if (Scale == 0 || c * a < PureNoise) return;

        _ops.Scale(_wide ?? _input, c, x);
        if (_wide is not null) _ops.Convert(_input, _wide);
        _classifier.Gradient(_input, call, _gradient);
        if (_wide is not null) _ops.Convert(_wide, _gradient);
        _ops.Combine(denoised, 1, denoised, Scale * c * sigma * sigma / a, _wide ?? _gradient);
    }

    /// <summary>Releases the buffers.</summary>
    public void Dispose()
    {
        _input.Dispose();
        _gradient.Dispose();
        _wide?.Dispose();
    }
}
