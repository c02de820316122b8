using Scumble.Sampling;

namespace Scumble.Models;

internal static partial class SchedulerClasses
{
    internal static SchedulerClass Singlestep { get; } = Add(new SinglestepScheduler());
}

/// <summary>DPMSolverSinglestepScheduler: DPM-Solver and DPM-Solver++ in groups of steps that begin anew.</summary>
internal sealed class SinglestepScheduler : SolverScheduler
{
    public override string Name => "DPMSolverSinglestepScheduler";

    protected override bool RoundsCosine => true;

    protected override SchedulerConfig ReadOwn(ConfigValues values, SchedulerConfig common, DiscreteDiffusion discrete)
    {
        var (sampler, extrapolatesNoise) = values.Choice("algorithm_type", "dpmsolver++",
            ("dpmsolver++", ("dpmpp_2s", false)), ("deis", ("dpmpp_2s", false)), ("dpmsolver", ("dpmsolver_2s", true)), ("sde-dpmsolver++", ("dpmpp_2s_sde", false)));
        var endsAtMin = EndsAtMinSigma(values);
        var options = common.Options with { FinalSigma = endsAtMin ? discrete.MinSigma : 0 };
        var minLambda = values.Number("lambda_min_clipped", double.NegativeInfinity, double.NegativeInfinity, 100);
        if (common.Schedule == "linear" && double.IsFinite(minLambda)) options = options with { MaxSigma = Math.Exp(-minLambda) };
        return common with
        {
            // The flow of this class starts below full noise.
            Options = common.Schedule == "flow" ? options with { Spacing = TimestepSpacing.Leading } : options,
            Sampler = sampler,
            HasLearnedVariance = values.Text("variance_type", "") is "learned" or "learned_range",
            Solver = common.Solver with
            {
                ExtrapolatesNoise = extrapolatesNoise,
                LowersFinalOrder = values.Flag("lower_order_final", false),
                Variant = values.Choice("solver_type", "midpoint",
                    ("midpoint", "midpoint"), ("heun", "heun"), ("logrho", "midpoint"), ("bh1", "midpoint"), ("bh2", "midpoint")),
            },
        };
    }
}
