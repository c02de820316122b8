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
        return ReadDpmSolver(values, common, discrete) with
        {
            Sampler = (extrapolatesNoise, isStochastic, common.Solver.Order == 3) switch
            {
                (true, false, _) => "dpmsolver",
                (true, true, _) => "sde_dpmsolver",
                (false, false, var isThird) => isThird ? "dpmpp_3m" : "dpmpp_2m",
                (false, true, var isThird) => isThird ? "dpmpp_3m_sde" : "dpmpp_2m_sde",
            },
            Solver = common.Solver with
            {
                ExtrapolatesNoise = extrapolatesNoise,
                EndsWithEuler = values.Flag("euler_at_final", false),
                Variant = SolverVariant(values),
            },
        };
    }
}
