// The probability flow of Y. Song et al., "Score-based generative modeling through stochastic differential equations", 2021, in
// both coordinates dx/dsigma = d = (x - D(x; sigma)) / sigma, followed by Heun's method (Karras et al. 2022, algorithm 1), which
// goes up as it goes down:
//   e = x + h d,  d' = (e - D(e; sigma')) / sigma',  x' = x + h (d + d') / 2,  h = sigma' - sigma
using Scumble.Tensors;

namespace Scumble.Sampling;

/// <summary>One second-order step of the probability flow between two positive levels, up or down. Owns its buffers. One thread.</summary>
internal sealed class ProbabilityFlow(ITensorOps ops, IDenoiser denoiser, TensorShape shape, ElementType elementType) : IDisposable
{
    private readonly Tensor _denoised = ops.Create(shape, elementType);
    private readonly Tensor _estimate = ops.Create(shape, elementType);

    /// <summary>D at the end of the last step.</summary>
    public Tensor Denoised { get; } = ops.Create(shape, elementType);

    /// <summary>Carries x from one level to another. Two model calls; allocates nothing.</summary>
    public void Step(Tensor x, in DenoiseCall from, in DenoiseCall to)
    {
        var (sigma, next) = (from.Sigma, to.Sigma);
        var h = next - sigma;
        denoiser.Denoise(x, from, _denoised);
        ops.Combine(_estimate, next / sigma, x, -h / sigma, _denoised);
        denoiser.Denoise(_estimate, to, Denoised);
        ops.Combine(x, 1 + h / (2 * sigma), x, -h / (2 * sigma), _denoised);
        ops.Combine(x, 1, x, h / (2 * next), _estimate, -h / (2 * next), Denoised);
    }

    public void Dispose()
    {
        _denoised.Dispose();
        _estimate.Dispose();
        Denoised.Dispose();
    }
}
