// J. Song, C. Meng, S. Ermon, "Denoising diffusion implicit models", 2020, equations 12 and 16. With a = Signal(sigma),
// rho = sigma / a (1/rho is 0 for pure noise):
//   up = eta sigma' sqrt(1 - (rho'/rho)^2),  n = (x - a D) / sigma,  x' = a' D + sqrt(sigma'^2 - up^2) n + up z
namespace Scumble.Sampling;

public static partial class Samplers
{
    /// <summary>DDIM: one model call a step, first order; eta adds fresh noise (0 none, 1 as much as DDPM).</summary>
    public static Sampler Ddim { get; } = Add(new Ddim());
}

internal sealed class Ddim : Sampler
{
    public override string Id => "ddim";

    public override string Name => "DDIM";

    public override string Paper => "Song et al. 2020, arXiv:2010.02502";

    public override int Order => 1;

    public override string GoodStepCounts => "20-50";

    public override double? DefaultEta => 0;

    private protected override bool KnowsEqualLevels => true;

    protected override IEnumerable<SamplerStep> Steps(SamplerInput input, NoiseSource noise)
    {
        var (ops, x, sigmas, process) = (input.Ops, input.Latent, input.Sigmas, input.Denoiser.Process);
        using var denoised = ops.Create(x.Shape, x.ElementType);
        for (var i = 0; i < sigmas.StepCount; i++)
        {
            var (sigma, next) = (sigmas[i], sigmas.Target(i));
            var (a, aNext) = (process.Signal(sigma), process.Signal(next));
            input.Denoise(x, i, denoised);

            var rhoRatio = next * a / (sigma * aNext);
            var up = Eta(input.Options) * next * Math.Sqrt(Math.Max(0, 1 - rhoRatio * rhoRatio));
            var direction = Math.Sqrt(next * next - up * up);
            if (input.Denoiser.Noise is { } n) ops.Combine(x, aNext, denoised, direction, n);
            else ops.Combine(x, direction / sigma, x, aNext - direction / sigma * a, denoised);
            if (up > 0) noise.Add(x, up, new(i, sigma, next));
            input.Rejoin(i);
            yield return new(i, sigmas.StepCount, sigmas[i + 1], x, denoised);
        }
    }
}
