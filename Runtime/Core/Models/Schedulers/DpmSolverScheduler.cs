using Scumble.Sampling;

namespace Scumble.Models;

internal static partial class SchedulerClasses
{
    internal static SchedulerClass DpmSolver { get; } = Add(new DpmSolverScheduler());
}

/// <summary>DPMSolverMultistepScheduler: DPM-Solver and DPM-Solver++, deterministic and stochastic.</summary>
internal sealed class DpmSolverScheduler : SolverScheduler
{
    public override string Name => "DPMSolverMultistepScheduler";

    protected override bool RoundsCosine => false;

    protected override SchedulerConfig ReadOwn(ConfigValues values, SchedulerConfig common, DiscreteDiffusion discrete)
    {
        var (isStochastic, extrapolatesNoise) = values.Choice("algorithm_type", "dpmsolver++",
            ("dpmsolver++", (false, false)), ("dpmsolver", (false, true)), ("sde-dpmsolver++", (true, false)), ("sde-dpmsolver", (true, true)), ("deis", (false, false)));
        var variance = values.Text("variance_type", "");
        var options = common.Options with { FinalSigma = EndsAtMinSigma(values) ? discrete.MinSigma : 0 };
        var minLambda = values.Number("lambda_min_clipped", double.NegativeInfinity, double.NegativeInfinity, 100);
        if (common.Schedule == "linear" && double.IsFinite(minLambda)) options = options with { MaxSigma = Math.Exp(-minLambda) };
        return common with
        {
            // The flow of this class starts below full noise.
            Options = common.Schedule == "flow" ? options with { Spacing = TimestepSpacing.Leading } : options,
            Sampler = (extrapolatesNoise, isStochastic, common.Solver.Order == 3) switch
            {
                (true, false, _) => "dpmsolver",
                (true, true, _) => "sde_dpmsolver",
                (false, false, var isThird) => isThird ? "dpmpp_3m" : "dpmpp_2m",
                (false, true, var isThird) => isThird ? "dpmpp_3m_sde" : "dpmpp_2m_sde",
            },
            HasLearnedVariance = variance is "learned" or "learned_range",
            Solver = common.Solver with
            {
                ExtrapolatesNoise = extrapolatesNoise,
                EndsWithEuler = values.Flag("euler_at_final", false),
                Variant = values.Choice("solver_type", "midpoint",
                    ("midpoint", "midpoint"), ("heun", "heun"), ("logrho", "midpoint"), ("bh1", "midpoint"), ("bh2", "midpoint")),
            },
        };
    }
}
