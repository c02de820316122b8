using Scumble.Sampling;
using Scumble.Tensors;

namespace Scumble.Lab;

/// <summary>The posterior mean of a mixture, in host memory of doubles; counts its calls.</summary>
internal sealed class IdealDenoiser(ForwardProcess process, Mixture mixture) : IDenoiser
{
    public ForwardProcess Process => process;

    /// <summary>How often it was asked.</summary>
    public int Calls { get; private set; }

    public void Denoise(Tensor x, in DenoiseCall call, Tensor denoised)
    {
        Calls++;
        mixture.Denoise(((CpuTensor<double>)x).Span, process.Signal(call.Sigma), call.Sigma, ((CpuTensor<double>)denoised).Span);
    }
}
