// S. Xue et al., "SA-Solver: stochastic Adams solver for fast sampling of diffusion models", 2023, algorithm 1. With h = lambda' - lambda, q = e^-h,
// T = tau^2 and the polynomial through the estimates m_j at s_j = lambda_j - lambda (w_j of ExponentialAdams):
//   of x0:         x' = (sigma'/sigma) q^T x + a' (1 + T) sum_j w_j m_j + sigma' sqrt(1 - q^(2 T)) z,     r = 1 + T
//   of the noise:  x' = (a'/a) x - sigma' (1 + T) sum_j w_j m_j + tau sigma' sqrt(e^(2 h) - 1) z,         r = -1
// The predictor uses the estimates until now, and the corrector repeats the step, with the same z, once the estimate at its end is known:
// the call of the next step. tau is eta where the level lies in [ChurnMin, ChurnMax], and else 0. Where h is infinite (from pure noise, or to
// data) only the first order has a meaning.
using Scumble.Tensors;

namespace Scumble.Sampling;

public static partial class Samplers
{
    /// <summary>SA-Solver: stochastic Adams predictor and corrector; one model call a step, which also corrects the step before.</summary>
    public static Sampler SaSolver { get; } = Add(new SaSolver());
}

internal sealed class SaSolver : Sampler
{
    private const int DefaultOrder = 2;

    public override string Id => "sa_solver";

    public override string Name => "SA-Solver";

    public override string Paper => "Xue et al. 2023, arXiv:2309.05019";

    public override int Order => DefaultOrder;

    public override string GoodStepCounts => "15-50";

    public override double? DefaultEta => 1;

    public override bool IsStochastic => true;

    public override bool UsesBrownianPath => true;

    private protected override bool KnowsEqualEnd => true;

    protected override IEnumerable<SamplerStep> Steps(SamplerInput input, NoiseSource noise)
    {
        var (ops, x, sigmas, options) = (input.Ops, input.Latent, input.Sigmas, input.Options);
        var (predictor, corrector) = (Most(options.Order), Most(options.CorrectorOrder));
        using var denoised = ops.Create(x.Shape, x.ElementType);
        using var estimates = new History(ops, x, Math.Max(predictor, corrector));
        using var before = ops.Create(x.Shape, x.ElementType);
        using var fresh = ops.Create(x.Shape, x.ElementType);
        for (var i = 0; i < sigmas.StepCount; i++)
        {
            input.Denoise(x, i, denoised);
            if (IsNoise(options)) ops.NoiseOf(estimates.Push(), x, denoised, Level(input, i));
            else ops.Copy(estimates.Push(), denoised);

            if (i > 0) Advance(input, estimates, before, fresh, i - 1, Used(corrector, i - 1, more: 1), isCorrector: true);
            ops.Copy(before, x);
            if (Deviation(input, i) > 0) noise.Fill(fresh, options.NoiseScale, new(i, sigmas[i], sigmas[i + 1]));
            Advance(input, estimates, before, fresh, i, Used(predictor, i, more: 0), isCorrector: false);
            yield return new(i, sigmas.StepCount, sigmas[i + 1], x, denoised);
        }

        int Used(int order, int step, int more) => Math.Min(Math.Min(order, estimates.Count), options.LowerOrderFinal ? sigmas.StepsLeft(step) + more : order);
    }

    // x = the end of step i, from its start; of the estimates the corrector's newest is that at the end.
    private void Advance(SamplerInput input, History estimates, Tensor before, Tensor fresh, int i, int order, bool isCorrector)
    {
        var (from, to, t, isNoise) = (Level(input, i), Level(input, i + 1), Squared(input, i), IsNoise(input.Options));
        if (from == to) return;
        var h = to.Lambda - from.Lambda;
        if (isCorrector && !double.IsFinite(h)) return;

        Span<double> places = stackalloc double[ExponentialAdams.MaxOrder];
        Span<double> weights = stackalloc double[ExponentialAdams.MaxOrder];
        var (known, newest) = (0, isCorrector ? i + 1 : i);
        for (; known < order && (known == 0 || (double.IsFinite(h) && double.IsFinite(Level(input, newest - known).Lambda))); known++)
            places[known] = known == newest - i ? 0 : Level(input, newest - known).Lambda - from.Lambda;
        weights = weights[..known];
        var q = from.Signal * to.Sigma / (to.Signal * from.Sigma);
        if (known == 1)
            weights[0] = isNoise ? -(1 + t) * (to.Signal * from.Sigma / from.Signal - to.Sigma) : to.Signal * (1 - Math.Pow(q, 1 + t));
        else
        {
            ExponentialAdams.Fill(weights, places[..known], h, isNoise ? -1 : 1 + t, isStraight: input.Options.StraightSecondOrder && known == 2 && !isNoise);
            foreach (ref var weight in weights) weight *= (1 + t) * (isNoise ? -to.Sigma : to.Signal);
        }

        var a = isNoise ? to.Signal / from.Signal : to.Sigma / from.Sigma * Math.Pow(q, t);
        input.Ops.Combine(input.Latent, a, before, weights, estimates);
        if (Deviation(input, i) is var s and > 0) input.Ops.Combine(input.Latent, 1, input.Latent, s, fresh);
    }

    // The standard deviation of the fresh noise of a step.
    private double Deviation(SamplerInput input, int i)
    {
        var (from, to, t) = (Level(input, i), Level(input, i + 1), Squared(input, i));
        if (from == to || t == 0) return 0;
        if (!IsNoise(input.Options)) return to.Sigma * Math.Sqrt(1 - Math.Pow(from.Signal * to.Sigma / (to.Signal * from.Sigma), 2 * t));
        var grown = to.Signal * from.Sigma / from.Signal; // sigma' e^h
        return Math.Sqrt(t * Math.Max(0, grown * grown - to.Sigma * to.Sigma));
    }

    // tau^2. In the estimate of the noise a step to data would leave noise as large as before: there it is the deterministic one.
    private double Squared(SamplerInput input, int i)
    {
        var (options, sigma) = (input.Options, input.Sigmas[i]);
        var isNoisy = sigma >= options.ChurnMin && sigma <= options.ChurnMax;
        return isNoisy && (!IsNoise(options) || input.Sigmas[i + 1] > 0) ? Eta(options) * Eta(options) : 0;
    }

    private static bool IsNoise(SamplerOptions options) => options.Extrapolated == Prediction.Epsilon;

    private static int Most(int? order) => Math.Min(order ?? DefaultOrder, ExponentialAdams.MaxOrder);
}
