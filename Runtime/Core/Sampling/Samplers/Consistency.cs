// Y. Song, P. Dhariwal, M. Chen, I. Sutskever, "Consistency models", 2023, algorithm 1 (multistep consistency sampling), with
// epsilon the smallest trained level, where the consistency function is the identity:
//   x' = Signal(sigma') f(x; sigma) + sqrt(sigma'^2 - epsilon^2) z
namespace Scumble.Sampling;

public static partial class Samplers
{
    /// <summary>Multistep consistency sampling as its authors do it: the smallest trained noise level stays in the picture.</summary>
    public static Sampler Consistency { get; } = Add(new Consistency());
}

internal sealed class Consistency : Sampler
{
    public override string Id => "consistency";

    public override string Name => "Consistency";

    public override string Paper => "Song et al. 2023, arXiv:2303.01469";

    public override int Order => 0;

    public override string GoodStepCounts => "1-8";

    public override bool IsStochastic => true;

    public override bool IsForDistilledModels => true;

    protected override IEnumerable<SamplerStep> Steps(SamplerInput input, NoiseSource noise)
    {
        var (ops, x, sigmas, process) = (input.Ops, input.Latent, input.Sigmas, input.Denoiser.Process);
        using var denoised = ops.Create(x.Shape, x.ElementType);
        for (var i = 0; i < sigmas.StepCount; i++)
        {
            var (sigma, next) = (sigmas[i], sigmas[i + 1]);
            input.Denoise(x, i, denoised);
            ops.Scale(x, process.Signal(next), denoised);
            var variance = next * next - process.MinSigma * process.MinSigma;
            if (variance > 0) noise.Add(x, input.Options.NoiseScale * Math.Sqrt(variance), new(i, sigma, next));
            yield return new(i, sigmas.StepCount, next, x, denoised);
        }
    }
}
