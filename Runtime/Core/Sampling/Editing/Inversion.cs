// The probability flow, followed from data to noise. The step up from level 0 undoes a sampler's last step, x0 = D(x'; sigma'),
// as the fixed point of
//   x' = x' + a' (x0 - D(x'; sigma')),  a' = Signal(sigma')
using Scumble.Tensors;

namespace Scumble.Sampling;

/// <summary>
/// From a latent to the noise that a deterministic sampler would make it from, with second order: for edits, and for ways between
/// latents. <see cref="Samplers.DdimInverse"/> is its first-order relative, with one call a step.
/// </summary>
public static class Inversion
{
    // Each call shrinks the error by about sigma'^2 / (sigma'^2 + a'^2 var(x0)): to nothing where the last level is low.
    private const int FixedPointCalls = 5;

    /// <summary>
    /// The run, step by step, through the schedule from its end to its beginning: a pull goes up by one level, with two model
    /// calls (five from level 0). No step allocates.
    /// </summary>
    /// <param name="input">
    /// The latent is in: x at the last level of the schedule, x0 if that is 0; out: x at the level reached. Seed and eta have no meaning.
    /// </param>
    public static IEnumerable<SamplerStep> Run(SamplerInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return Steps(input);
    }

    private static IEnumerable<SamplerStep> Steps(SamplerInput input)
    {
        var (x, sigmas) = (input.Latent, input.Sigmas);
        using var flow = new ProbabilityFlow(input.Ops, input.Denoiser, x.Shape, x.ElementType);
        using var clean = input.Ops.Create(x.Shape, x.ElementType);
        for (var i = 0; i < sigmas.StepCount; i++)
        {
            var level = sigmas.StepCount - i;
            var (sigma, next) = (sigmas[level], sigmas[level - 1]);
            if (sigma == 0 && next > 0) StepFromData(input, Call(input, level - 1), clean, flow.Denoised);
            else if (next > sigma) flow.Step(x, Call(input, level), Call(input, level - 1));
            yield return new(i, sigmas.StepCount, next, x, flow.Denoised);
        }
    }

    private static DenoiseCall Call(SamplerInput input, int level) => DenoiseCall.At(input.Denoiser.Process, input.Sigmas, level);

    private static void StepFromData(SamplerInput input, in DenoiseCall call, Tensor clean, Tensor denoised)
    {
        var (ops, x, a) = (input.Ops, input.Latent, input.Denoiser.Process.Signal(call.Sigma));
        ops.Copy(clean, x);
        ops.Scale(x, a, x);
        for (var k = 0; k < FixedPointCalls; k++)
        {
            input.Denoiser.Denoise(x, call, denoised);
            ops.Combine(x, 1, x, a, clean, -a, denoised);
        }
    }
}
