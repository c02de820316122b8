using Scumble.Tensors;

namespace Scumble.Sampling;

/// <summary>How often a run asks the model.</summary>
public static class ModelCalls
{
    /// <summary>
    /// The model calls of a run, found by doing it on one number. Methods that choose their own steps (dpm_adaptive) may make others on what
    /// they sample.
    /// </summary>
    /// <param name="sampler">The method.</param>
    /// <param name="process">The model's process.</param>
    /// <param name="sigmas">The levels of the run.</param>
    /// <param name="options">Settings of the method.</param>
    /// <exception cref="ArgumentException">The sampler does not support the process, or an option is out of range.</exception>
    public static int Count(Sampler sampler, ForwardProcess process, SigmaSchedule sigmas, SamplerOptions options)
    {
        ArgumentNullException.ThrowIfNull(sampler);
        ArgumentNullException.ThrowIfNull(process);
        var (ops, denoiser) = (new CpuTensorOps(), new CountingDenoiser(process));
        using var latent = new CpuTensor<float>(new TensorShape(1));
        using var steps = sampler.Run(new SamplerInput { Ops = ops, Denoiser = denoiser, Sigmas = sigmas, Latent = latent, Options = options }).GetEnumerator();
        while (steps.MoveNext()) { }
        return denoiser.Count;
    }
}

file sealed class CountingDenoiser(ForwardProcess process) : IDenoiser
{
    public int Count { get; private set; }

    public ForwardProcess Process => process;

    public void Denoise(Tensor x, double sigma, Tensor denoised) => Count++;
}
