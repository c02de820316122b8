// A. Kodaira et al., "StreamDiffusion: a pipeline-level solution for real-time interactive generation", 2023, section 3.2
// (residual classifier-free guidance):  e = delta e' + g (e_cond - delta e'),  e' = (x - a R) / sigma,  a = Signal(sigma)
// e' is the virtual residual noise that would lead back to a reference R. With D = (x - sigma e) / a:
//   out = g D_cond + (1 - g) delta R + (1 - g) (1 - delta) x / a
using Scumble.Tensors;

namespace Scumble.Sampling;

/// <summary>
/// Guidance away from a reference instead of from a second network call, for streams. Self-negative: the reference is the
/// picture that goes in. Onetime-negative: it is what the negative prompt makes of the first level, taken at the first call of
/// each run: n + 1 calls for n. Owns the reference, not the denoisers. One thread.
/// </summary>
public sealed class ResidualGuidance : IDenoiser, IDisposable
{
    private readonly ITensorOps _ops;
    private readonly IDenoiser _conditional;
    private readonly IDenoiser? _negative;
    private readonly double _delta;

    /// <param name="ops">The arithmetic.</param>
    /// <param name="conditional">The denoiser with the prompt.</param>
    /// <param name="shape">The latent's shape.</param>
    /// <param name="negative">The denoiser with the negative prompt for onetime-negative guidance; null for self-negative.</param>
    /// <param name="magnitude">delta: how much of the virtual residual noise counts; 1 on a rectified flow.</param>
    /// <param name="elementType">Element type of the latents: Float32 or Float64.</param>
    /// <exception cref="ArgumentException">Another magnitude on a rectified flow, whose pure noise has no epsilon to moderate.</exception>
    public ResidualGuidance(
        ITensorOps ops, IDenoiser conditional, TensorShape shape, IDenoiser? negative = null, double magnitude = 1,
        ElementType elementType = ElementType.Float32)
    {
        ArgumentNullException.ThrowIfNull(ops);
        ArgumentNullException.ThrowIfNull(conditional);
        if (!double.IsFinite(magnitude) || magnitude < 0)
            throw new ArgumentOutOfRangeException(nameof(magnitude), magnitude, "Finite and not negative.");
        if (magnitude != 1 && conditional.Process is RectifiedFlow)
            throw new ArgumentException("The magnitude must be 1 on a rectified flow: at sigma 1 epsilon says nothing about x0.", nameof(magnitude));
        (_ops, _conditional, _negative, _delta) = (ops, conditional, negative, magnitude);
        Reference = ops.Create(shape, elementType);
    }

    /// <inheritdoc/>
    public ForwardProcess Process => _conditional.Process;

    /// <inheritdoc/>
    public Tensor? Variance => _conditional.Variance;

    /// <summary>The guidance scale g: 1 is the prompt alone.</summary>
    public double Scale { get; init; } = 1;

    /// <summary>R, an x0. Self-negative guidance reads what the caller wrote here, for example each frame of a stream.</summary>
    public Tensor Reference { get; }

    /// <inheritdoc/>
    public void Denoise(Tensor x, in DenoiseCall call, Tensor denoised)
    {
        if (call.CallIndex == 0) _negative?.Denoise(x, call, Reference);
        _conditional.Denoise(x, call, denoised);
        var (away, a) = (1 - Scale, Process.Signal(call.Sigma));
        if (_delta == 1) _ops.Combine(denoised, Scale, denoised, away, Reference);
        else _ops.Combine(denoised, Scale, denoised, away * _delta, Reference, away * (1 - _delta) / a, x);
    }

    /// <summary>Releases the reference.</summary>
    public void Dispose() => Reference.Dispose();
}
