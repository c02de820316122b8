// T. Karras et al., "Elucidating the design space of diffusion-based generative models", 2022, algorithm 2:
//   gamma = min(S_churn / N, sqrt(2) - 1) where S_tmin <= sigma <= S_tmax,  sigma^ = sigma (1 + gamma),
//   x^ = x + sqrt(sigma^^2 - sigma^2) S_noise z
// For a flow, whose signal fades meanwhile: x^ = (a^/a) x + sqrt(sigma^^2 - (a^/a)^2 sigma^2) S_noise z, sigma^ at most 1.
using Scumble.Tensors;

namespace Scumble.Sampling;

/// <summary>Noise that a step adds before it calls the model.</summary>
internal static class Churn
{
    /// <summary>Adds the noise of a step to the latent, if there is any, calls the model for the first time in the step, and returns the level of that call.</summary>
    public static double Denoise(SamplerInput input, NoiseSource noise, int step, Tensor denoised)
    {
        var (options, process, x) = (input.Options, input.Denoiser.Process, input.Latent);
        var level = NoiseLevel.Of(process, input.Sigmas[step]);
        var isChurned = level.Sigma >= options.ChurnMin && level.Sigma <= options.ChurnMax && level.Signal > 0;
        var gamma = isChurned ? Math.Min(options.Churn / input.Sigmas.WholeStepCount, Math.Sqrt(2) - 1) : 0;
        if (gamma == 0)
        {
            input.Denoise(x, step, denoised);
            return level.Sigma;
        }

        var raised = NoiseLevel.Of(process, process is RectifiedFlow ? Math.Min(level.Sigma * (1 + gamma), 1) : level.Sigma * (1 + gamma));
        var keep = raised.Signal / level.Signal;
        if (keep != 1) input.Ops.Scale(x, keep, x);
        var std = Math.Sqrt(raised.Sigma * raised.Sigma - keep * keep * level.Sigma * level.Sigma);
        noise.Add(x, options.NoiseScale * std, new(step, level.Sigma, raised.Sigma));
        input.DenoiseBetween(x, step, raised.Sigma, denoised);
        return raised.Sigma;
    }
}
