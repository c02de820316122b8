// C. Lu et al., "DPM-Solver++: fast solver for guided sampling of diffusion probabilistic models", 2022, algorithm 2 and appendix.
// With lambda = ln(a / sigma), h = lambda' - lambda, m the model's estimate (of x0 or of the noise) at this step and those before:
//   x' = A x + B0 m0 + B1 D1 + B2 D2 (+ S z)
//   r0 = h_{-1} / h,  r1 = h_{-2} / h,  second order: D1 = (m0 - m1) / r0
//   third order: D10 = (m0 - m1) / r0,  D11 = (m1 - m2) / r1,  D1 = D10 + r0 / (r0 + r1) (D10 - D11),  D2 = (D10 - D11) / (r0 + r1)
// D2 is half of what a third order of convergence asks for, here as in the published code: what is measured is the second.
// A step to sigma' = 0 (h infinite) is of first order. After pure noise h_{-1} is infinite and D1 vanishes.
using Scumble.Tensors;

namespace Scumble.Sampling;

/// <summary>The multistep solvers of the DPM-Solver family: they differ in what they extrapolate and in A, B and S.</summary>
/// <param name="maxOrder">2 or 3.</param>
internal abstract class DpmSolverMultistep(int maxOrder) : Sampler
{
    // Runs with fewer steps, those before a late start and after an early end included, fall back to lower orders at the end, if the options say so.
    private const int ShortRun = 15;

    public override int Order => 2;

    public override string GoodStepCounts => "10-25";

    private protected override bool KnowsEqualEnd => true;

    /// <summary>Writes the estimate that is extrapolated, given that of x0.</summary>
    internal abstract void Estimate(ITensorOps ops, Tensor target, Tensor x, Tensor denoised, NoiseLevel level);

    /// <summary>A, B0, B1 of second order by midpoint and otherwise, B2, S.</summary>
    internal abstract Weights Coefficients(NoiseLevel from, NoiseLevel to, SamplerInput input);

    protected override IEnumerable<SamplerStep> Steps(SamplerInput input, NoiseSource noise)
    {
        var (ops, x, sigmas, options) = (input.Ops, input.Latent, input.Sigmas, input.Options);
        var order = Math.Min(options.Order ?? maxOrder, maxOrder);
        using var denoised = ops.Create(x.Shape, x.ElementType);
        using var estimates = new History(ops, x, maxOrder);
        for (var i = 0; i < sigmas.StepCount; i++)
        {
            var (level, next) = (Level(input, i), Level(input, i + 1));
            input.Denoise(x, i, denoised);
            Estimate(ops, estimates.Push(), x, denoised, level);

            var left = sigmas.StepsLeft(i);
            var isShort = options.LowerOrderFinal && sigmas.WholeStepCount < ShortRun;
            var permitted = next.Sigma == 0 || (left == 1 && (options.EulerAtFinal || isShort)) ? 1 : left == 2 && isShort ? 2 : 3;
            Advance(input, estimates, i, Math.Min(Math.Min(order, permitted), estimates.Count), noise);
            yield return new(i, sigmas.StepCount, next.Sigma, x, denoised);
        }
    }

    private void Advance(SamplerInput input, History estimates, int i, int order, NoiseSource noise)
    {
        var (level, next) = (Level(input, i), Level(input, i + 1));
        if (level == next) return;
        var w = Coefficients(level, next, input);
        Span<double> b = [w.B0, 0, 0];
        var h = next.Lambda - level.Lambda;
        if (order > 1)
        {
            // D1 and D2 in terms of m0, m1, m2.
            var inverse0 = h / (level.Lambda - Level(input, i - 1).Lambda);
            var (d1, d2) = (order == 2 && input.Options.SolverType == SolverType.Midpoint ? w.Midpoint : w.B1, 0.0);
            if (order > 2)
            {
                var inverse1 = h / (Level(input, i - 1).Lambda - Level(input, i - 2).Lambda);
                var (r0, r1) = (1 / inverse0, 1 / inverse1);
                var difference = (w.B1 * r0 + w.B2) / (r0 + r1); // the factor of D10 - D11
                (d1, d2) = (w.B1 + difference, -difference * inverse1);
            }

            (b[0], b[1], b[2]) = (b[0] + d1 * inverse0, d2 - d1 * inverse0, -d2);
        }

        input.Ops.Combine(input.Latent, w.A, input.Latent, b[..order], estimates);
        if (w.S > 0) noise.Add(input.Latent, input.Options.NoiseScale * w.S, new(i, level.Sigma, next.Sigma));
    }

    /// <summary>The coefficients of one step.</summary>
    /// <param name="A">Of x.</param>
    /// <param name="B0">Of m0.</param>
    /// <param name="Midpoint">Of D1, in second order by midpoint.</param>
    /// <param name="B1">Of D1 otherwise.</param>
    /// <param name="B2">Of D2.</param>
    /// <param name="S">The standard deviation of fresh noise.</param>
    internal readonly record struct Weights(double A, double B0, double Midpoint, double B1, double B2, double S);
}
