// J. Song, C. Meng, S. Ermon, "Denoising diffusion implicit models", 2020, section 4.3 (encoding): DDIM's step without noise towards
// noisier levels,  x' = a' D + sigma' n,  n = (x - a D) / sigma.
// From data (sigma = 0) n is the limit of (x - D(x; s)) / s, taken at s = the square root of the precision.
using Scumble.Tensors;

namespace Scumble.Sampling;

public static partial class Samplers
{
    /// <summary>DDIM inversion: from data to the noise that DDIM would make it of; needs ascending noise levels.</summary>
    public static Sampler DdimInversion { get; } = Add(new DdimInversion());
}

internal sealed class DdimInversion : Sampler
{
    public override string Id => "ddim_inversion";

    public override string Name => "DDIM inversion";

    public override string Paper => "Song et al. 2020, arXiv:2010.02502";

    public override int Order => 1;

    public override string GoodStepCounts => "50-1000";

    protected override IEnumerable<SamplerStep> Steps(SamplerInput input, NoiseSource noise)
    {
        var (ops, x, sigmas, process) = (input.Ops, input.Latent, input.Sigmas, input.Denoiser.Process);
        using var denoised = ops.Create(x.Shape, x.ElementType);
        var least = x.ElementType == ElementType.Float64 ? 1e-8 : 3e-4;
        for (var i = 0; i < sigmas.StepCount; i++)
        {
            var (sigma, next) = (Math.Max(sigmas[i], least), Level(input, i + 1));
            input.Denoiser.Denoise(x, sigma, denoised);
            if (input.Denoiser.Noise is { } n) ops.Combine(x, next.Signal, denoised, next.Sigma, n);
            else ops.Flow(x, x, denoised, NoiseLevel.Of(process, sigma), next);
            yield return new(i, sigmas.StepCount, next.Sigma, x, denoised);
        }
    }
}
