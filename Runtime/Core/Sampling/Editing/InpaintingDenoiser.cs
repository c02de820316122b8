// A. Lugmayr et al., "RePaint: inpainting using denoising diffusion probabilistic models", 2022, equation 8, without its
// resampling: at each level the known region is what the forward process makes of it,
//   x = m x + (1 - m) (Signal(sigma) known + sigma noise),  D = m D + (1 - m) known
// The noise is the same at every level, so that the known region follows one line from noise to data.
using Scumble.Tensors;

namespace Scumble.Sampling;

/// <summary>
/// Shows a denoiser the known region at each call's own level, and knows its x0. Around it any sampler inpaints.
/// Owns its buffers, nothing else. One thread.
/// </summary>
public sealed class InpaintingDenoiser : IDenoiser, IDisposable
{
    private readonly ITensorOps _ops;
    private readonly IDenoiser _inner;
    private readonly Tensor _known;
    private readonly Tensor _mask;
    private readonly Tensor _noise;
    private readonly Tensor _x;

    /// <param name="ops">The arithmetic.</param>
    /// <param name="inner">The denoiser.</param>
    /// <param name="known">The x0 to keep, of the latent's shape and type; read at each call.</param>
    /// <param name="mask">m, of the same shape and type: 1 where the sampler decides, 0 where the known x0 stays; read at each call.</param>
    /// <param name="seed">The run's seed; the noise of the known region is the one that the run begins with.</param>
    public InpaintingDenoiser(ITensorOps ops, IDenoiser inner, Tensor known, Tensor mask, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(ops);
        ArgumentNullException.ThrowIfNull(inner);
        ArgumentNullException.ThrowIfNull(known);
        ArgumentNullException.ThrowIfNull(mask);
        if (mask.Shape != known.Shape || mask.ElementType != known.ElementType)
            throw new ArgumentException($"The mask is {mask.ElementType} {mask.Shape}, what is known {known.ElementType} {known.Shape}.", nameof(mask));
        (_ops, _inner, _known, _mask) = (ops, inner, known, mask);
        _noise = ops.Create(known.Shape, known.ElementType);
        _x = ops.Create(known.Shape, known.ElementType);
        ops.Noise.Fill(_noise, 1, seed, NoiseStreams.Initial);
    }

    /// <inheritdoc/>
    public ForwardProcess Process => _inner.Process;

    /// <inheritdoc/>
    public Tensor? Variance => _inner.Variance;

    /// <inheritdoc/>
    public void Denoise(Tensor x, double sigma, Tensor denoised)
    {
        _ops.Combine(_x, Process.Signal(sigma), _known, sigma, _noise);
        _ops.Blend(_x, _mask, x, _x);
        _inner.Denoise(_x, sigma, denoised);
        _ops.Blend(denoised, _mask, denoised, _known);
    }

    /// <summary>Sets the known region of <paramref name="x"/> to what it is at level <paramref name="sigma"/>: at 0 to the last bit of what is known.</summary>
    public void Restore(Tensor x, double sigma)
    {
        if (sigma > 0) _ops.Combine(_x, Process.Signal(sigma), _known, sigma, _noise);
        _ops.Blend(x, _mask, x, sigma > 0 ? _x : _known);
    }

    /// <summary>Releases the buffers.</summary>
    public void Dispose()
    {
        _noise.Dispose();
        _x.Dispose();
    }
}
