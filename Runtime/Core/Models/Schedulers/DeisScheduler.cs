using Scumble.Sampling;

namespace Scumble.Models;

internal static partial class SchedulerClasses
{
    internal static SchedulerClass Deis { get; } = Add(new DeisScheduler());
}

/// <summary>
/// DEISMultistepScheduler: polynomials through the estimates of the noise. Its runs end at the smallest trained level, or, on karras,
/// exponential and beta levels, at the last visited one.
/// </summary>
internal sealed class DeisScheduler : SolverScheduler
{
    public override string Name => "DEISMultistepScheduler";

    protected override bool RoundsCosine => true;

    protected override SchedulerConfig ReadOwn(ConfigValues values, SchedulerConfig common, DiscreteDiffusion discrete)
    {
        // There is one algorithm; the names of the other solvers mean it too.
        values.Choice("algorithm_type", "deis", ("deis", true), ("dpmsolver", true), ("dpmsolver++", true));
        values.Choice("solver_type", "logrho", ("logrho", true), ("midpoint", true), ("heun", true), ("bh1", true), ("bh2", true));
        if (common.Schedule == "flow") throw values.Wrong("use_flow_sigmas", "false: estimates of the noise tell nothing of the picture at a flow's first level");
        return common with
        {
            Sampler = "deis",
            Options = common.Schedule == "linear" ? common.Options with { FinalSigma = discrete.MinSigma } : common.Options with { StopsAtLastVisited = true },
        };
    }
}
