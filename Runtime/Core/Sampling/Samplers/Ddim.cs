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

    public override bool UsesEta => true;

    protected override IEnumerable<SamplerStep> Steps(SamplerInput input)
    {
        var (ops, x, sigmas, process) = (input.Ops, input.Latent, input.Sigmas, input.Denoiser.Process);
        using var denoised = ops.Create(x.Shape, x.ElementType);
        for (var i = 0; i < sigmas.StepCount; i++)
        {
            var (sigma, next) = (sigmas[i], sigmas[i + 1]);
            var (a, aNext) = (process.Signal(sigma), process.Signal(next));
            input.Denoiser.Denoise(x, sigma, denoised);

            var rhoRatio = next * a / (sigma * aNext);
            var up = input.Eta * next * Math.Sqrt(1 - rhoRatio * rhoRatio);
            var noise = Math.Sqrt(next * next - up * up) / sigma;
            ops.Combine(x, noise, x, aNext - noise * a, denoised);
            if (up > 0) ops.AddNoise(x, up, input.Seed, NoiseStreams.Step(i));
            yield return new(i, sigmas.StepCount, next, x, denoised);
        }
    }
}
