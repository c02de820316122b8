// K. Crowson, k-diffusion, 2022: the midpoint step of DPM2 to a level below the next, then fresh noise (AncestralStep):
//   m = sqrt(sigma sigma_down),  e = x + (m - sigma) (x - D) / sigma,  x_down = x + (sigma_down - sigma) (e - D(e; m)) / m
namespace Scumble.Sampling;

public static partial class Samplers
{
    /// <summary>Ancestral DPM2: two model calls a step, fresh noise in each but the last.</summary>
    public static Sampler Dpm2Ancestral { get; } = Add(new Dpm2Ancestral());
}

internal sealed class Dpm2Ancestral : Sampler
{
    public override string Id => "dpm_2_ancestral";

    public override string Name => "DPM2 ancestral";

    public override string Paper => "Lu et al. 2022, arXiv:2206.00927";

    public override int Order => 2;

    public override string GoodStepCounts => "15-30";

    public override int ModelCallsPerStep => 2;

    public override bool IsStochastic => true;

    public override double? DefaultEta => 1;

    protected override int? CallsIn(ForwardProcess process, SigmaSchedule sigmas, int step, SamplerOptions options) =>
        AncestralStep.Between(process, sigmas[step], sigmas[step + 1], Eta(options)).Down.Sigma > 0 ? 2 : 1;

    protected override IEnumerable<SamplerStep> Steps(SamplerInput input, NoiseSource noise)
    {
        var (ops, x, sigmas) = (input.Ops, input.Latent, input.Sigmas);
        using var denoised = ops.Create(x.Shape, x.ElementType);
        using var middle = ops.Create(x.Shape, x.ElementType);
        for (var i = 0; i < sigmas.StepCount; i++)
        {
            var (sigma, next) = (sigmas[i], sigmas[i + 1]);
            var ancestral = AncestralStep.Between(input.Denoiser.Process, sigma, next, Eta(input.Options));
            var down = ancestral.Down.Sigma;
            input.Denoise(x, i, denoised);
            if (down == 0) ops.Copy(x, denoised);
            else
            {
                var m = Math.Sqrt(sigma * down);
                ops.Combine(middle, m / sigma, x, 1 - m / sigma, denoised);
                input.DenoiseBetween(middle, i, m, denoised, call: 1);
                ops.Combine(x, 1, x, (down - sigma) / m, middle, -(down - sigma) / m, denoised);
            }

            ancestral.Renoise(input, noise, i);
            yield return new(i, sigmas.StepCount, next, x, denoised);
        }
    }
}
