// S. Luo et al., "Latent consistency models: synthesizing high-resolution images with few-step inference", 2023,
// algorithm 3 (multistep consistency sampling):  x' = Signal(sigma') D(x; sigma) + sigma' z
namespace Scumble.Sampling;

public static partial class Samplers
{
    /// <summary>Multistep consistency sampling, for models distilled to jump to the data in one call.</summary>
    public static Sampler Lcm { get; } = Add(new Lcm());
}

internal sealed class Lcm : Sampler
{
    public override string Id => "lcm";

    public override string Name => "LCM";

    public override string Paper => "Luo et al. 2023, arXiv:2310.04378";

    public override int Order => 0;

    public override string GoodStepCounts => "1-8";

    public override bool IsStochastic => true;

    public override bool IsForDistilledModels => true;

    protected override IEnumerable<SamplerStep> Steps(SamplerInput input, NoiseSource noise)
    {
        var (ops, x, sigmas) = (input.Ops, input.Latent, input.Sigmas);
        using var denoised = ops.Create(x.Shape, x.ElementType);
        for (var i = 0; i < sigmas.StepCount; i++)
        {
            var (sigma, next) = (sigmas[i], sigmas[i + 1]);
            input.Denoise(x, i, denoised);
            ops.Scale(x, input.Denoiser.Process.Signal(next), denoised);
            if (next > 0) noise.Add(x, input.Options.NoiseScale * next, new(i, sigma, next));
            yield return new(i, sigmas.StepCount, next, x, denoised);
        }
    }
}
