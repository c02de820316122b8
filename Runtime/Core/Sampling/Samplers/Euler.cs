// L. Euler, 1768; as a sampler: T. Karras et al., "Elucidating the design space of diffusion-based generative models",
// 2022, algorithm 2 without its correction; for rectified flow: X. Liu et al., 2022. In both coordinates
//   d = (x - D(x; sigma)) / sigma,  x' = x + (sigma' - sigma) d
namespace Scumble.Sampling;

public static partial class Samplers
{
    /// <summary>Euler's method: one model call a step, first order; churn adds noise before the calls.</summary>
    public static Sampler Euler { get; } = Add(new Euler());
}

internal sealed class Euler : Sampler
{
    public override string Id => "euler";

    public override string Name => "Euler";

    public override string Paper => "Karras et al. 2022, arXiv:2206.00364";

    public override int Order => 1;

    public override string GoodStepCounts => "20-50";

    private protected override bool KnowsEqualEnd => true;

    protected override IEnumerable<SamplerStep> Steps(SamplerInput input, NoiseSource noise)
    {
        var (ops, x, sigmas) = (input.Ops, input.Latent, input.Sigmas);
        using var denoised = ops.Create(x.Shape, x.ElementType);
        for (var i = 0; i < sigmas.StepCount; i++)
        {
            var (sigma, next) = (Churn.Denoise(input, noise, i, denoised), sigmas[i + 1]);
            ops.Combine(x, next / sigma, x, 1 - next / sigma, denoised);
            yield return new(i, sigmas.StepCount, next, x, denoised);
        }
    }
}
