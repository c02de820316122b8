// C. Lu et al., "DPM-Solver++: fast solver for guided sampling of diffusion probabilistic models", 2022, algorithm 2.
// With a = Signal(sigma), lambda = ln(a / sigma), h = lambda' - lambda, r = h_before / h:
//   x' = (sigma'/sigma) x - a' (e^-h - 1) ((1 + 1/2r) D - 1/2r D_before),  a' (e^-h - 1) = a sigma'/sigma - a'
// The first step, and a step to sigma' = 0 (h infinite), take D alone. After pure noise (a = 0) h_before is infinite and so 1/2r is 0.
namespace Scumble.Sampling;

public static partial class Samplers
{
    /// <summary>DPM-Solver++(2M): one model call a step, second order through the step before.</summary>
    public static Sampler Dpmpp2M { get; } = Add(new Dpmpp2M());
}

internal sealed class Dpmpp2M : Sampler
{
    public override string Id => "dpmpp_2m";

    public override string Name => "DPM-Solver++(2M)";

    public override string Paper => "Lu et al. 2022, arXiv:2211.01095";

    public override int Order => 2;

    protected override IEnumerable<SamplerStep> Steps(SamplerInput input)
    {
        var (ops, x, sigmas, process) = (input.Ops, input.Latent, input.Sigmas, input.Denoiser.Process);
        using var first = ops.Create(x.Shape, x.ElementType);
        using var second = ops.Create(x.Shape, x.ElementType);
        var (denoised, before) = (first, second);
        for (var i = 0; i < sigmas.StepCount; i++)
        {
            var (sigma, next) = (sigmas[i], sigmas[i + 1]);
            input.Denoiser.Denoise(x, sigma, denoised);

            var share = i == 0 || next == 0 ? 0 : (Lambda(next) - Lambda(sigma)) / (2 * (Lambda(sigma) - Lambda(sigmas[i - 1])));
            var weight = process.Signal(next) - process.Signal(sigma) * next / sigma;
            ops.Combine(x, next / sigma, x, weight * (1 + share), denoised, -weight * share, before);
            yield return new(i, sigmas.StepCount, next, x, denoised);
            (denoised, before) = (before, denoised);
        }

        double Lambda(double sigma) => Math.Log(process.Signal(sigma) / sigma);
    }
}
