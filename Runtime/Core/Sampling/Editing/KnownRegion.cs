// A. Lugmayr et al., "RePaint: inpainting using denoising diffusion probabilistic models", 2022, equation 8, without its
// resampling: at each level the known region is what the forward process makes of it,
//   x = m x + (1 - m) (Signal(sigma) known + sigma noise)
// The noise is the same at every level, so that the known region follows one line from noise to data.
using Scumble.Tensors;

namespace Scumble.Sampling;

/// <summary>What of a latent stays while a sampler makes the rest. Owns its noise, not what is known. One thread; allocates nothing after construction.</summary>
public sealed class KnownRegion : IDisposable
{
    private readonly ITensorOps _ops;
    private readonly ForwardProcess _process;
    private readonly Tensor _known;
    private readonly Tensor _mask;
    private readonly Tensor _noise;
    private readonly Tensor _x;

    /// <param name="ops">The arithmetic.</param>
    /// <param name="process">The process that noise levels belong to.</param>
    /// <param name="known">The x0 to keep; read at each call.</param>
    /// <param name="mask">m, of the same shape and type: 1 where the sampler decides, 0 where the known x0 stays; read at each call.</param>
    /// <param name="seed">The run's seed; the noise of the known region is the one that the run begins with.</param>
    /// <param name="noise">That noise, read here alone; null for that of <paramref name="ops"/>.</param>
    public KnownRegion(ITensorOps ops, ForwardProcess process, Tensor known, Tensor mask, ulong seed, INoise? noise = null)
    {
        ArgumentNullException.ThrowIfNull(ops);
        ArgumentNullException.ThrowIfNull(process);
        ArgumentNullException.ThrowIfNull(known);
        ArgumentNullException.ThrowIfNull(mask);
        if (mask.Shape != known.Shape || mask.ElementType != known.ElementType)
            throw new ArgumentException($"The mask is {mask.ElementType} {mask.Shape}, what is known {known.ElementType} {known.Shape}.", nameof(mask));
        (_ops, _process, _known, _mask) = (ops, process, known, mask);
        _noise = ops.Create(known.Shape, known.ElementType);
        _x = ops.Create(known.Shape, known.ElementType);
        (noise ?? ops.Noise).Fill(_noise, 1, seed, NoiseStreams.Initial);
    }

    /// <summary>Sets the known region of <paramref name="x"/> to what it is at level <paramref name="sigma"/>: at 0 to the last bit of what is known.</summary>
    public void Restore(Tensor x, double sigma)
    {
        if (sigma == 0) RestoreClean(x);
        else
        {
            _ops.Combine(_x, _process.Signal(sigma), _known, sigma, _noise);
            _ops.Blend(x, _mask, x, _x);
        }
    }

    /// <summary>Sets the known region of <paramref name="x"/> to <paramref name="scale"/> times what is known, without noise.</summary>
    public void RestoreClean(Tensor x, double scale = 1)
    {
        if (scale != 1) _ops.Scale(_x, scale, _known);
        _ops.Blend(x, _mask, x, scale == 1 ? _known : _x);
    }

    /// <summary>Releases the noise.</summary>
    public void Dispose()
    {
        _noise.Dispose();
        _x.Dispose();
    }
}
