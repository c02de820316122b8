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
        return ReadDpmSolver(values, common, discrete) with
        {
            Sampler = sampler,
            Solver = common.Solver with
            {
                ExtrapolatesNoise = extrapolatesNoise,
                LowersFinalOrder = values.Flag("lower_order_final", false),
                Variant = SolverVariant(values),
            },
        };
    }
}
