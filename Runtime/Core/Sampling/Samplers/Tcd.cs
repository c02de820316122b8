// J. Zheng et al., "Trajectory consistency distillation", 2024, algorithm 1 (strategic stochastic sampling, gamma is Eta here):
//   s = floor((1 - gamma) t'),  x_s = a_s D + sigma_s (x - a D) / sigma,  x' = (a'/a_s) x_s + sqrt(sigma'^2 - (a'/a_s)^2 sigma_s^2) z
// The floor is taken of a float32 product, as where such models were trained: 0.7 * 10 there is 7, in float64 it is less.
namespace Scumble.Sampling;

public static partial class Samplers
{
    /// <summary>Trajectory consistency: jumps below the next level and comes up again with fresh noise, except at the end.</summary>
    public static Sampler Tcd { get; } = Add(new Tcd());
}

internal sealed class Tcd : Sampler
{
    public override string Id => "tcd";

    public override string Name => "TCD";

    public override string Paper => "Zheng et al. 2024, arXiv:2402.19159";

    public override int Order => 1;

    public override string GoodStepCounts => "2-8";

    public override bool IsStochastic => true;

    public override bool IsForDistilledModels => true;

    public override double? DefaultEta => 0.3;

    protected override IEnumerable<SamplerStep> Steps(SamplerInput input, NoiseSource noise)
    {
        var (ops, x, sigmas, process) = (input.Ops, input.Latent, input.Sigmas, input.Denoiser.Process);
        using var denoised = ops.Create(x.Shape, x.ElementType);
        for (var i = 0; i < sigmas.StepCount; i++)
        {
            var (level, next) = (Level(input, i), Level(input, i + 1));
            var isLast = sigmas.StepsLeft(i) == 1;
            var s = isLast || Eta(input.Options) == 0 ? next : NoiseLevel.Of(process, Below(process, next.Sigma, Eta(input.Options)));
            input.Denoise(x, i, denoised);

            var keep = next.Signal / s.Signal;
            var up = Math.Sqrt(Math.Max(0, next.Sigma * next.Sigma - keep * keep * s.Sigma * s.Sigma));
            ops.Flow(x, x, denoised, level, s);
            if (keep != 1) ops.Scale(x, keep, x);
            if (up > 0) noise.Add(x, input.Options.NoiseScale * up, new(i, level.Sigma, next.Sigma));
            yield return new(i, sigmas.StepCount, next.Sigma, x, denoised);
        }
    }

    /// <summary>The level of timestep floor((1 - gamma) t').</summary>
    internal static double Below(ForwardProcess process, double sigma, double gamma) =>
        process.Sigma(Math.Floor((float)(1 - gamma) * (float)process.Timestep(sigma)));
}
