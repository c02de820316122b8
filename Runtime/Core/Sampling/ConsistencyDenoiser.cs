// Y. Song et al., "Consistency models", 2023, equation 5, with the constants of S. Luo et al., "Latent consistency
// models", 2023:  f(z, t) = cskip z + cout x0,  cskip = d^2 / ((k t)^2 + d^2),  cout = k t / sqrt((k t)^2 + d^2)
using Scumble.Tensors;

namespace Scumble.Sampling;

/// <summary>The boundary condition of latent consistency models around a denoiser: at timestep 0 the input itself is the answer.</summary>
/// <param name="ops">The arithmetic.</param>
/// <param name="inner">The denoiser; not owned.</param>
/// <param name="timestepScaling">k.</param>
/// <param name="sigmaData">d.</param>
public sealed class ConsistencyDenoiser(ITensorOps ops, IDenoiser inner, double timestepScaling = 10, double sigmaData = 0.5) : IDenoiser
{
    /// <inheritdoc/>
    public ForwardProcess Process => inner.Process;

    /// <inheritdoc/>
    public Tensor? Variance => inner.Variance;

    /// <inheritdoc/>
    public void Denoise(Tensor x, in DenoiseCall call, Tensor denoised)
    {
        inner.Denoise(x, call, denoised);
        var sigma = call.Sigma;
        var scaled = timestepScaling * Process.Timestep(sigma);
        var sum = scaled * scaled + sigmaData * sigmaData;
        var skip = sigmaData * sigmaData / sum * Process.InputScale(sigma);
        ops.Combine(denoised, skip, x, scaled / Math.Sqrt(sum), denoised);
    }
}
