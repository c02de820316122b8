using Scumble.Sampling;
using Scumble.Tensors;

namespace Scumble.Lab;

/// <summary>The exact consistency function: the end of the probability flow from where it is asked, integrated finely by Heun's method.</summary>
internal sealed class ConsistencyFunction(IDenoiser ideal) : IDenoiser
{
    private const int Steps = 40;

    private static readonly CpuTensorOps Ops = new();

    public ForwardProcess Process => ideal.Process;

    /// <summary>How often it was asked.</summary>
    public int Calls { get; private set; }

    public void Denoise(Tensor x, in DenoiseCall call, Tensor denoised)
    {
        Calls++;
        Ops.Copy(denoised, x);
        if (call.Sigma <= Process.MinSigma) return;
        var sigmas = Schedules.Karras.Create(Process, Steps, new() { MaxSigma = call.Sigma, MinSigma = Process.MinSigma });
        foreach (var _ in Samplers.Heun.Run(new() { Ops = Ops, Denoiser = ideal, Sigmas = sigmas, Latent = denoised }))
        {
        }
    }
}
