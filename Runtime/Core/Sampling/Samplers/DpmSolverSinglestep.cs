// C. Lu et al., "DPM-Solver", 2022, algorithms 1 and 2, and "DPM-Solver++", 2022, algorithm 1, on the levels of the schedule: steps of order
// 1, 2 ... k, each from where the group of k steps began, b, with the estimates m of the group (m0 the newest, at b the oldest). With
// h = lambda' - lambda_b, r0 = (lambda_0 - lambda_b) / h, r1 = (lambda_1 - lambda_b) / h and A, B0, B1, B2, S of DpmSolverMultistep for the step from b:
//   second order: D1 = (m0 - m1) / r0,                             x' = A x_b + B0 m1 + B1 D1
//   third order:  D10 = (m1 - m2) / r1,  D11 = (m0 - m2) / r0,     x' = A x_b + B0 m2 + B1 D11 (midpoint), or with both differences
//   D1 = (r0 D10 - r1 D11) / (r0 - r1),  D2 = 2 (D11 - D10) / (r0 - r1):  x' = A x_b + B0 m2 + B1 D1 + B2 D2
// A step to sigma' = 0 is of first order, and so is the last one of a whole group if the options lower it.
using Scumble.Tensors;

namespace Scumble.Sampling;

public static partial class Samplers
{
    /// <summary>DPM-Solver++(2S), or (3S) by <see cref="SamplerOptions.Order"/>: one model call a step, in groups that begin anew.</summary>
    public static Sampler Dpmpp2S { get; } = Add(new DpmSolverSinglestep(new Dpmpp2M("dpmpp_2s", "DPM-Solver++(2S)", 3, eta: null)));

    /// <summary>SDE-DPM-Solver++(2S): the same with fresh noise along a Brownian path.</summary>
    public static Sampler Dpmpp2SSde { get; } = Add(new DpmSolverSinglestep(new Dpmpp2M("dpmpp_2s_sde", "DPM-Solver++(2S) SDE", 3, eta: 1)));

    /// <summary>DPM-Solver, singlestep: the same in the estimate of the noise.</summary>
    public static Sampler DpmSolver2S { get; } = Add(new DpmSolverSinglestep(new DpmSolver("dpmsolver_2s", "DPM-Solver(2S)", 3, isStochastic: false)));
}

/// <summary>The singlestep solvers of the DPM-Solver family.</summary>
/// <param name="equation">What is extrapolated, with which coefficients; it also says how the sampler is called.</param>
internal sealed class DpmSolverSinglestep(DpmSolverMultistep equation) : Sampler
{
    private const int DefaultOrder = 2, MaxOrder = 3;

    public override string Id => equation.Id;

    public override string Name => equation.Name;

    public override string Paper => equation.Paper;

    public override int Order => DefaultOrder;

    public override string GoodStepCounts => "10-25";

    public override double? DefaultEta => equation.DefaultEta;

    public override bool IsStochastic => equation.IsStochastic;

    public override bool UsesBrownianPath => equation.UsesBrownianPath;

    private protected override bool KnowsEqualEnd => true;

    public override bool Supports(ForwardProcess process) => equation.Supports(process);

    protected override IEnumerable<SamplerStep> Steps(SamplerInput input, NoiseSource noise)
    {
        var (ops, x, sigmas, options) = (input.Ops, input.Latent, input.Sigmas, input.Options);
        var order = Math.Min(options.Order ?? DefaultOrder, MaxOrder);
        using var denoised = ops.Create(x.Shape, x.ElementType);
        using var start = ops.Create(x.Shape, x.ElementType);
        using var estimates = new History(ops, x, order);
        for (var i = 0; i < sigmas.StepCount; i++)
        {
            var (level, next) = (Level(input, i), Level(input, i + 1));
            input.Denoise(x, i, denoised);
            equation.Estimate(ops, estimates.Push(), x, denoised, level);

            // A run that starts within a group has no estimates of what came before.
            var isLowered = next.Sigma == 0 || (options.LowerOrderFinal && sigmas.StepsLeft(i) == 1 && sigmas.WholeStepCount % order == 0);
            var used = isLowered ? 1 : Math.Min((sigmas.StepsBefore + i) % order + 1, estimates.Count);
            if (!double.IsFinite(Level(input, i - used + 1).Lambda)) used = 1;
            if (used == 1) ops.Copy(start, x);
            Advance(input, start, estimates, i, used, noise);
            yield return new(i, sigmas.StepCount, next.Sigma, x, denoised);
        }
    }

    private void Advance(SamplerInput input, Tensor start, History estimates, int i, int order, NoiseSource noise)
    {
        var (level, next) = (Level(input, i - order + 1), Level(input, i + 1));
        if (level == next) return;
        var w = equation.Coefficients(level, next, input);
        Span<double> b = [w.B0, 0, 0];
        if (order > 1)
        {
            var h = next.Lambda - level.Lambda;
            var r0 = (Level(input, i).Lambda - level.Lambda) / h;
            var isMidpoint = input.Options.SolverType == SolverType.Midpoint;
            if (order == 2) b[0] = (isMidpoint ? w.Midpoint : w.B1) / r0;
            else
            {
                var r1 = (Level(input, i - 1).Lambda - level.Lambda) / h;
                b[0] = (isMidpoint ? w.B1 : (2 * w.B2 - w.B1 * r1) / (r0 - r1)) / r0;
                b[1] = isMidpoint ? 0 : (w.B1 * r0 - 2 * w.B2) / (r0 - r1) / r1;
            }

            b[order - 1] = w.B0 - b[0] - (order > 2 ? b[1] : 0);
        }

        input.Ops.Combine(input.Latent, w.A, start, b[..order], estimates);
        if (w.S > 0) noise.Add(input.Latent, input.Options.NoiseScale * w.S, new(i, level.Sigma, next.Sigma));
    }
}
