using Scumble.Sampling;

namespace Scumble.Models;

internal static partial class SchedulerClasses
{
    internal static SchedulerClass SaSolver { get; } = Add(new SaSolverScheduler());
}

/// <summary>
/// SASolverScheduler: stochastic Adams methods. Steps from the middle three fifths of the timesteps add noise; the run ends at the smallest
/// trained level, or, on karras, exponential, beta and flow levels, at the last visited one.
/// </summary>
internal sealed class SaSolverScheduler : SolverScheduler
{
    private const double FirstNoisy = 200, LastNoisy = 800;

    public override string Name => "SASolverScheduler";

    protected override bool RoundsCosine => true;

    protected override SchedulerConfig ReadOwn(ConfigValues values, SchedulerConfig common, DiscreteDiffusion discrete)
    {
        var extrapolatesNoise = values.Choice("algorithm_type", "data_prediction", ("data_prediction", false), ("noise_prediction", true));
        if (extrapolatesNoise && common.Schedule == "flow") throw values.Wrong("algorithm_type", "\"data_prediction\" with \"use_flow_sigmas\"");
        if (values.Has("tau_func")) throw values.Wrong("tau_func", "null: no file can hold a function");
        var options = ClippedAtMinLambda(values, common);

        // Timesteps are compared as they are told: rounded, or rounded down.
        var isRounded = options.Rounding == TimestepRounding.Nearest;
        var (least, most) = isRounded ? (FirstNoisy - 0.5, LastNoisy + 0.5) : (FirstNoisy, LastNoisy + 1 - 1e-6);
        return common with
        {
            Sampler = "sa_solver",
            Options = common.Schedule switch
            {
                "linear" => options with { FinalSigma = discrete.MinSigma },
                "flow" => options with { Spacing = TimestepSpacing.Leading, StopsAtLastVisited = true },
                _ => options with { StopsAtLastVisited = true },
            },
            HasLearnedVariance = HasVariance(values),
            Solver = common.Solver with
            {
                Order = values.Integer("predictor_order", 2, 1, 4),
                CorrectorOrder = values.Integer("corrector_order", 2, 1, 4),
                ExtrapolatesNoise = extrapolatesNoise,
                ChurnMin = common.Process.Sigma(least),
                ChurnMax = common.Process.Sigma(most),
            },
        };
    }
}
