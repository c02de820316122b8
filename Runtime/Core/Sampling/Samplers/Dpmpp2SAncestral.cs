// C. Lu et al., "DPM-Solver++: fast solver for guided sampling of diffusion probabilistic models", 2022, algorithm 1 (2S) with
// r = 1/2, made ancestral in k-diffusion: s lies halfway in lambda between sigma and a level below the next (AncestralStep),
//   u = flow(x, D(x; sigma); sigma -> s),  x_down = flow(x, D(u; s); sigma -> down),  then fresh noise
namespace Scumble.Sampling;

public static partial class Samplers
{
    /// <summary>Ancestral DPM-Solver++(2S): two model calls a step, fresh noise in each but the last.</summary>
    public static Sampler Dpmpp2SAncestral { get; } = Add(new Dpmpp2SAncestral());
}

internal sealed class Dpmpp2SAncestral : Sampler
{
    public override string Id => "dpmpp_2s_ancestral";

    public override string Name => "DPM-Solver++(2S) ancestral";

    public override string Paper => "Lu et al. 2022, arXiv:2211.01095";

    public override int Order => 2;

    public override string GoodStepCounts => "15-30";

    public override int ModelCallsPerStep => 2;

    public override bool IsStochastic => true;

    public override double? DefaultEta => 1;

    protected override int? CallsIn(ForwardProcess process, SigmaSchedule sigmas, int step, SamplerOptions options) =>
        AncestralStep.Between(process, sigmas[step], sigmas[step + 1], Eta(options)).Down.Sigma > 0 ? 2 : 1;

    protected override IEnumerable<SamplerStep> Steps(SamplerInput input, NoiseSource noise)
    {
        var (ops, x, sigmas, process) = (input.Ops, input.Latent, input.Sigmas, input.Denoiser.Process);
        using var denoised = ops.Create(x.Shape, x.ElementType);
        using var middle = ops.Create(x.Shape, x.ElementType);
        for (var i = 0; i < sigmas.StepCount; i++)
        {
            var (level, next) = (Level(input, i), sigmas[i + 1]);
            var ancestral = AncestralStep.Between(process, level.Sigma, next, Eta(input.Options));
            input.Denoise(x, i, denoised);
            if (ancestral.Down.Sigma > 0)
            {
                var s = NoiseLevel.Between(process, level, ancestral.Down, 0.5);
                ops.Flow(middle, x, denoised, level, s);
                input.DenoiseBetween(middle, i, s.Sigma, denoised, call: 1);
            }

            ops.Flow(x, x, denoised, level, ancestral.Down);
            ancestral.Renoise(input, noise, i);
            yield return new(i, sigmas.StepCount, next, x, denoised);
        }
    }
}
