// J. Song, C. Meng, S. Ermon, "Denoising diffusion implicit models", 2020, section 4.3 (encoding). Each step undoes DDIM's step
// between the same two levels, the last one first, with the noise that the model sees at the cleaner of the two:
//   x = a D + sigma n,  n = (x' - a' D) / sigma',  D = D(x'; sigma')
// From data (sigma' = 0) n is the limit of (x' - D(x'; s)) / s, taken at s = the square root of the precision.
using Scumble.Tensors;

namespace Scumble.Sampling;

public static partial class Samplers
{
    /// <summary>DDIM inversion: from data at the last noise level up to the noise that DDIM would make it of.</summary>
    public static Sampler DdimInverse { get; } = Add(new DdimInverse());
}

internal sealed class DdimInverse : Sampler
{
    public override string Id => "ddim_inverse";

    public override string Name => "DDIM inversion";

    public override string Paper => "Song et al. 2020, arXiv:2010.02502";

    public override int Order => 1;

    public override string GoodStepCounts => "50-1000";

    public override bool GoesToNoise => true;

    private protected override bool KnowsEqualLevels => true;

    protected override IEnumerable<SamplerStep> Steps(SamplerInput input, NoiseSource noise)
    {
        var (ops, x, sigmas, process) = (input.Ops, input.Latent, input.Sigmas, input.Denoiser.Process);
        using var denoised = ops.Create(x.Shape, x.ElementType);
        var least = x.ElementType == ElementType.Float64 ? 1e-8 : 3e-4;
        for (var i = sigmas.StepCount - 1; i >= 0; i--)
        {
            var step = sigmas.StepCount - 1 - i;
            var from = NoiseLevel.Of(process, Math.Max(sigmas.Target(i), least));
            var to = Level(input, i);
            var reached = sigmas[i + 1];
            if (reached != sigmas.Target(i)) ops.Scale(x, process.InputScale(reached) / process.InputScale(from.Sigma), x);
            if (from.Sigma == reached) input.Denoise(x, step, denoised);
            else input.DenoiseBetween(x, step, from.Sigma, denoised);
            if (input.Denoiser.Noise is { } n) ops.Combine(x, to.Signal, denoised, to.Sigma, n);
            else ops.Flow(x, x, denoised, from, to);
            yield return new(step, sigmas.StepCount, to.Sigma, x, denoised);
        }
    }
}
