// W. Zhao et al., "UniPC: a unified predictor-corrector framework for fast sampling of diffusion models", 2023, algorithms 5 and 6.
// For estimates m of x0: H = -h, A = sigma'/sigma, c = a'; for estimates of the noise: H = h, A = a'/a, c = sigma'. With
// r_k = (lambda_{i-k} - lambda) / h, D_k = (m_{i-k} - m_i) / r_k and for the corrector also r = 1, D = m' - m_i:
//   x' = A x - c (e^H - 1) m_i - c B(H) sum_k rho_k D_k,  sum_k rho_k r_k^(j-1) = j! phi_{j+1}(H) H^j / (H^(j-1) B(H)),  j = 1, 2, ...
// B is H or e^H - 1. With one unknown rho is 1/2, as in the paper. The corrector reuses the call of the next step.
// Where h is infinite (from pure noise, or to data) only the first order has a meaning.
namespace Scumble.Sampling;

public static partial class Samplers
{
    /// <summary>UniPC: one model call a step; each call also corrects the step that led to it.</summary>
    public static Sampler UniPc { get; } = Add(new UniPc());
}

internal sealed class UniPc : Sampler
{
    private const int DefaultOrder = 2;
    private const int MaxOrder = 4; // unknowns of the corrector

    public override string Id => "unipc";

    public override string Name => "UniPC";

    public override string Paper => "Zhao et al. 2023, arXiv:2302.04867";

    // The predictor is of second order, with the corrector it is one more.
    public override int Order => 3;

    public override string GoodStepCounts => "5-20";

    private protected override bool KnowsEqualEnd => true;

    protected override IEnumerable<SamplerStep> Steps(SamplerInput input, NoiseSource noise)
    {
        var (ops, x, sigmas, options) = (input.Ops, input.Latent, input.Sigmas, input.Options);
        var (order, isNoise) = (Math.Min(options.Order ?? DefaultOrder, MaxOrder - 1), options.Extrapolated == Prediction.Epsilon);
        using var denoised = ops.Create(x.Shape, x.ElementType);
        using var estimates = new History(ops, x, order + 1);
        using var before = ops.Create(x.Shape, x.ElementType);
        var used = 0;
        for (var i = 0; i < sigmas.StepCount; i++)
        {
            var level = Level(input, i);
            input.Denoise(x, i, denoised);
            if (isNoise) ops.NoiseOf(estimates.Push(), x, denoised, level);
            else ops.Copy(estimates.Push(), denoised);

            if (i > 0 && !options.UncorrectedSteps.Contains(sigmas.StepsBefore + i - 1)) Step(i - 1, used, isCorrector: true);
            used = Math.Min(Math.Min(order, estimates.Count), options.LowerOrderFinal ? sigmas.StepsLeft(i) : order);
            ops.Copy(before, x);
            Step(i, used, isCorrector: false);
            yield return new(i, sigmas.StepCount, sigmas[i + 1], x, denoised);
        }

        // From level i to level i + 1; the corrector already has the estimate at the latter, as the newest.
        void Step(int i, int order, bool isCorrector)
        {
            Span<double> r = stackalloc double[MaxOrder];
            Span<double> weights = stackalloc double[MaxOrder + 1];
            var (from, to) = (Level(input, i), Level(input, i + 1));
            if (from == to) return;
            var h = to.Lambda - from.Lambda;
            if (!double.IsFinite(h) && isCorrector && (options.UniPcWeight == UniPcWeight.H || isNoise)) return;
            var known = 1;
            for (; known < order && double.IsFinite(Level(input, i - known).Lambda) && double.IsFinite(h); known++)
                r[known - 1] = (Level(input, i - known).Lambda - from.Lambda) / h;
            var unknowns = known - 1;
            if (isCorrector) r[unknowns++] = 1;

            UniPcWeights.Fill(weights, r[..unknowns], from, to, isNoise, options.UniPcWeight, isCorrector);
            var a = isNoise ? to.Signal / from.Signal : to.Sigma / from.Sigma;
            ops.Combine(x, a, isCorrector ? before : x, weights[..(unknowns + 1)], estimates);
        }
    }
}
