// K. Crowson, k-diffusion, 2022, after the ancestral sampling of Ho et al. 2020: Euler's step to a level below the next, then
// fresh noise up to the next (AncestralStep):
//   x_down = x + (sigma_down - sigma) (x - D) / sigma,  x' = keep x_down + up z
namespace Scumble.Sampling;

public static partial class Samplers
{
    /// <summary>Ancestral Euler: one model call a step, fresh noise in each but the last.</summary>
    public static Sampler EulerAncestral { get; } = Add(new EulerAncestral());
}

internal sealed class EulerAncestral : Sampler
{
    public override string Id => "euler_ancestral";

    public override string Name => "Euler ancestral";

    public override string Paper => "Ho et al. 2020, arXiv:2006.11239";

    public override int Order => 1;

    public override string GoodStepCounts => "20-50";

    public override bool IsStochastic => true;

    public override double? DefaultEta => 1;

    protected override IEnumerable<SamplerStep> Steps(SamplerInput input, NoiseSource noise)
    {
        var (ops, x, sigmas) = (input.Ops, input.Latent, input.Sigmas);
        using var denoised = ops.Create(x.Shape, x.ElementType);
        for (var i = 0; i < sigmas.StepCount; i++)
        {
            var (sigma, next) = (sigmas[i], sigmas[i + 1]);
            var ancestral = AncestralStep.Between(input.Denoiser.Process, sigma, next, Eta(input.Options));
            input.Denoise(x, i, denoised);
            ops.Flow(x, x, denoised, Level(input, i), ancestral.Down);
            ancestral.Renoise(input, noise, i);
            yield return new(i, sigmas.StepCount, next, x, denoised);
        }
    }
}
