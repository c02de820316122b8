// T. Karras et al., "Elucidating the design space of diffusion-based generative models", 2022, algorithm 2:
//   d = (x - D(x; sigma)) / sigma,  e = x + h d,  d' = (e - D(e; sigma')) / sigma',  x' = x + h (d + d') / 2,  h = sigma' - sigma
// With e put in, x' = (sigma'/sigma) x + (h / 2 sigma' - h / sigma) D + (-h / 2 sigma') D'. A step to sigma' = 0 is Euler's.
namespace Scumble.Sampling;

public static partial class Samplers
{
    /// <summary>Heun's method: two model calls a step, second order; churn adds noise before the first.</summary>
    public static Sampler Heun { get; } = Add(new Heun());
}

internal sealed class Heun : Sampler
{
    public override string Id => "heun";

    public override string Name => "Heun";

    public override string Paper => "Karras et al. 2022, arXiv:2206.00364";

    public override int Order => 2;

    public override string GoodStepCounts => "10-20";

    public override int ModelCallsPerStep => 2;

    protected override int? CallsIn(ForwardProcess process, SigmaSchedule sigmas, int step, SamplerOptions options) => sigmas[step + 1] == 0 ? 1 : 2;

    protected override IEnumerable<SamplerStep> Steps(SamplerInput input, NoiseSource noise)
    {
        var (ops, x, sigmas) = (input.Ops, input.Latent, input.Sigmas);
        using var denoised = ops.Create(x.Shape, x.ElementType);
        using var denoisedNext = ops.Create(x.Shape, x.ElementType);
        using var euler = ops.Create(x.Shape, x.ElementType);
        for (var i = 0; i < sigmas.StepCount; i++)
        {
            var (sigma, next) = (Churn.Denoise(input, noise, i, denoised), sigmas[i + 1]);
            ops.Combine(euler, next / sigma, x, 1 - next / sigma, denoised);
            if (next == 0)
            {
                ops.Copy(x, euler);
                yield return new(i, sigmas.StepCount, next, x, denoised);
                continue;
            }

            var h = next - sigma;
            input.DenoiseEnd(euler, i, denoisedNext, call: 1);
            ops.Combine(x, next / sigma, x, h / (2 * next) - h / sigma, denoised, -h / (2 * next), denoisedNext);
            yield return new(i, sigmas.StepCount, next, x, denoisedNext);
        }
    }
}
