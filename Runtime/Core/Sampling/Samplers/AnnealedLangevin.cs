// Y. Song, S. Ermon, "Generative modeling by estimating gradients of the data distribution", 2019, algorithm 1, with
// alpha = r sigma^2 and the score (D - x) / sigma^2:
//   at each level T times:  x = x + alpha / 2 score + sqrt(alpha) z
// The last step takes the estimate of x0 (A. Jolicoeur-Martineau et al., "Adversarial score matching and improved sampling", 2020).
namespace Scumble.Sampling;

public static partial class Samplers
{
    /// <summary>Annealed Langevin dynamics (NCSN): several small noisy steps uphill at each noise level.</summary>
    public static Sampler AnnealedLangevin { get; } = Add(new AnnealedLangevin());
}

internal sealed class AnnealedLangevin : Sampler
{
    private const int DefaultSteps = 5;
    private const double Rate = 0.2;

    public override string Id => "annealed_langevin";

    public override string Name => "Annealed Langevin";

    public override string Paper => "Song and Ermon 2019, arXiv:1907.05600";

    public override int Order => 0;

    public override string GoodStepCounts => "100-1000";

    public override int ModelCallsPerStep => DefaultSteps;

    public override bool IsStochastic => true;

    // Between levels x is not scaled.
    public override bool Supports(ForwardProcess process) => process is not RectifiedFlow;

    protected override int? CallsIn(ForwardProcess process, SigmaSchedule sigmas, int step, SamplerOptions options) =>
        sigmas[step + 1] == 0 ? 1 : Corrections(options);

    protected override IEnumerable<SamplerStep> Steps(SamplerInput input, NoiseSource noise)
    {
        var (ops, x, sigmas) = (input.Ops, input.Latent, input.Sigmas);
        using var denoised = ops.Create(x.Shape, x.ElementType);
        for (var i = 0; i < sigmas.StepCount; i++)
        {
            var (sigma, next) = (sigmas[i], sigmas[i + 1]);
            if (next == 0)
            {
                input.Denoise(x, i, denoised);
                ops.Copy(x, denoised);
            }

            for (var j = 0; next > 0 && j < Corrections(input.Options); j++)
            {
                input.DenoiseEnd(x, i, denoised, call: j);
                ops.Combine(x, 1 - Rate / 2, x, Rate / 2, denoised);
                noise.Add(x, input.Options.NoiseScale * Math.Sqrt(Rate) * next, new(i, sigma, next, j));
            }

            yield return new(i, sigmas.StepCount, next, x, denoised);
        }
    }

    private static int Corrections(SamplerOptions options) => options.CorrectorSteps ?? DefaultSteps;
}
