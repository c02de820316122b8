using Scumble.Sampling;

namespace Scumble.Models;

internal static partial class SchedulerClasses
{
    internal static SchedulerClass UniPc { get; } = Add(new UniPcScheduler());
}

/// <summary>UniPCMultistepScheduler: a predictor and a corrector that share their model calls.</summary>
internal sealed class UniPcScheduler : SolverScheduler
{
    // The flow of this class starts a hair below full noise, where log(signal / sigma) is finite: a hair in float32, of which
    // the weights of "bh1" know the difference.
    private const double AlmostNoise = (float)(1 - 1e-6);

    public override string Name => "UniPCMultistepScheduler";

    protected override bool RoundsCosine => true;

    protected override SchedulerConfig ReadOwn(ConfigValues values, SchedulerConfig common, DiscreteDiffusion discrete)
    {
        var endsAtMin = EndsAtMinSigma(values);
        var (min, max) = (values.OptionalNumber("sigma_min", 1e-9, 1e9), values.OptionalNumber("sigma_max", 1e-9, 1e9));
        if (min >= max) throw values.Wrong("sigma_min", "below sigma_max");
        var terminal = values.OptionalNumber("shift_terminal", 0, 0.9999) is { } z and > 0 ? z : (double?)null;
        if (terminal is not null && common.Schedule != "flow") throw values.Wrong("shift_terminal", "null without \"use_flow_sigmas\"");
        if (values.Has("solver_p")) throw values.Wrong("solver_p", "null: there is no other predictor here");
        var extrapolatesNoise = !values.Flag("predict_x0", true);
        return common with
        {
            Sampler = "unipc",
            Options = common.Schedule switch
            {
                "flow" => common.Options with
                {
                    Spacing = TimestepSpacing.Linspace,
                    OmitsCleanest = true,
                    MaxSigma = AlmostNoise,
                    TerminalSigma = terminal,
                    StopsAtLastVisited = endsAtMin,
                },
                "linear" => common.Options with { FinalSigma = endsAtMin ? discrete.MinSigma : 0 },
                _ => common.Options with { MinSigma = min, MaxSigma = max, StopsAtLastVisited = endsAtMin },
            },
            Solver = common.Solver with
            {
                ExtrapolatesNoise = extrapolatesNoise,

                // Estimates of the noise are not thresholded.
                ThresholdRatio = extrapolatesNoise ? null : common.Solver.ThresholdRatio,
                UncorrectedSteps = [.. (values.Numbers("disable_corrector", 0, 1_000_000) ?? []).Select(step => (int)step)],
                Variant = values.Choice("solver_type", "bh2",
                    ("bh1", "bh1"), ("bh2", "bh2"), ("midpoint", "bh2"), ("heun", "bh2"), ("logrho", "bh2")),
            },
        };
    }
}
