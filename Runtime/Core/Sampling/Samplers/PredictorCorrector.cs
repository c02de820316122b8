// Y. Song et al., "Score-based generative modeling through stochastic differential equations", 2021, algorithms 1 to 5. With the
// score g = (a D - x) / sigma^2, at each level some corrections and then a prediction:
//   Langevin:                    e = 2 (snr |z| / |g|)^2,  x = x + e g + sqrt(2 e) z   (norms are means over the batch)
//   reverse diffusion (VE):      x' = x + (sigma^2 - sigma'^2) g + sqrt(sigma^2 - sigma'^2) z
//   Euler-Maruyama (VP):         y = c x,  y' = (1 + b/2) y + b g_y + sqrt(b) z,  b = beta(t) / N,  g_y = -noise / (c sigma)
// The last step adds no noise: its mean is the result.
using Scumble.Tensors;

namespace Scumble.Sampling;

public static partial class Samplers
{
    /// <summary>Score-SDE's predictor-corrector: reverse diffusion or Euler-Maruyama steps, with Langevin corrections before each.</summary>
    public static Sampler PredictorCorrector { get; } = Add(new PredictorCorrector());
}

internal sealed class PredictorCorrector : Sampler
{
    private const int DefaultCorrections = 1;

    public override string Id => "predictor_corrector";

    public override string Name => "Predictor-corrector";

    public override string Paper => "Song et al. 2021, arXiv:2011.13456";

    public override int Order => 0;

    public override string GoodStepCounts => "200-1000";

    public override int ModelCallsPerStep => 1 + DefaultCorrections;

    public override bool CouplesRows => true;

    public override bool IsStochastic => true;

    // Between levels x is not scaled.
    public override bool Supports(ForwardProcess process) => process is not RectifiedFlow;

    protected override int? CallsIn(ForwardProcess process, SigmaSchedule sigmas, int step, SamplerOptions options) => 1 + Corrections(options);

    protected override IEnumerable<SamplerStep> Steps(SamplerInput input, NoiseSource noise)
    {
        var (ops, x, sigmas, options) = (input.Ops, input.Latent, input.Sigmas, input.Options);
        var corrections = Corrections(options);
        using var denoised = ops.Create(x.Shape, x.ElementType);
        using var langevin = new LangevinCorrector(input);
        for (var i = 0; i < sigmas.StepCount; i++)
        {
            var (sigma, next) = (sigmas[i], sigmas[i + 1]);
            for (var j = 0; j < corrections; j++)
            {
                input.Denoise(x, i, denoised, call: j);
                langevin.Correct(denoised, sigma, noise, new(i, sigma, next, j));
            }

            input.Denoise(x, i, denoised, call: corrections);
            var std = input.Denoiser.Process is VariancePreserving process
                ? EulerMaruyama(input, process, denoised, sigma, next)
                : ReverseDiffusion(input, denoised, sigma, next);
            if (sigmas.StepsLeft(i) > 1) noise.Add(x, options.NoiseScale * std, new(i, sigma, next, corrections));
            yield return new(i, sigmas.StepCount, next, x, denoised);
        }
    }

    private static int Corrections(SamplerOptions options) => options.CorrectorSteps ?? DefaultCorrections;

    // Moves x to its mean at the next level; returns the standard deviation there.
    private static double ReverseDiffusion(SamplerInput input, Tensor denoised, double sigma, double next)
    {
        var ratio = next / sigma * (next / sigma);
        input.Ops.Combine(input.Latent, ratio, input.Latent, 1 - ratio, denoised);
        return Math.Sqrt(sigma * sigma - next * next);
    }

    private static double EulerMaruyama(SamplerInput input, VariancePreserving process, Tensor denoised, double sigma, double next)
    {
        var (c, cNext, b) = (process.InputScale(sigma), process.InputScale(next), process.Beta(process.Timestep(sigma)) / input.Sigmas.WholeStepCount);
        var ofScore = b / (c * sigma * sigma);
        input.Ops.Combine(input.Latent, ((1 + b / 2) * c - ofScore) / cNext, input.Latent, ofScore / cNext, denoised);
        return Math.Sqrt(b) / cNext;
    }
}
