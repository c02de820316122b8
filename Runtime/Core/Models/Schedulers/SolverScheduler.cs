using Scumble.Sampling;

namespace Scumble.Models;

/// <summary>
/// The multistep solvers: timesteps are whole, spacing leaves out the cleanest, karras, exponential, beta and lu levels span
/// the trained range, and samples keep their variance. With use_flow_sigmas they solve a rectified flow.
/// </summary>
internal abstract class SolverScheduler : BetaScheduler
{
    public override SchedulerConfig Read(ConfigValues values)
    {
        var (spacing, discrete) = (Spacing(values, "linspace"), Process(values, SigmaScheduler.SmallestSignalPower, inSinglePrecision: true));
        var schedule = Conversion(values, ("use_karras_sigmas", "karras"), ("use_lu_lambdas", "lu"),
            ("use_exponential_sigmas", "exponential"), ("use_beta_sigmas", "beta"));
        var shift = values.Number("flow_shift", 1, 1e-3, 1e3);
        var dynamic = new FlowShift(IsExponential: values.Choice("time_shift_type", "exponential", ("exponential", true), ("linear", false)));
        var isDynamic = values.Flag("use_dynamic_shifting", false);
        var common = new SchedulerConfig(discrete, Prediction.Epsilon, schedule, spacing, "")
        {
            InitialNoise = InitialNoise.UnitInput,
            DynamicShift = isDynamic ? dynamic : null,
            Solver = Clipping(values, clips: false) with
            {
                Order = values.Integer("solver_order", 2, 1, 3),
                LowersFinalOrder = values.Flag("lower_order_final", true),
            },
        };
        if (values.Flag("use_flow_sigmas", false))
        {
            if (schedule != "linear") throw values.Wrong("use_flow_sigmas", $"false with {schedule} levels");
            common = common with
            {
                Process = new RectifiedFlow(discrete.TrainTimesteps),
                Prediction = values.Choice("prediction_type", "epsilon", ("flow_prediction", Prediction.Flow), ("sample", Prediction.Sample)),
                Schedule = "flow",
                Options = new() { Rounding = TimestepRounding.Down, Shift = shift },
            };
        }
        else
        {
            var isCosine = values.Text("beta_schedule", "") == "squaredcos_cap_v2";
            common = common with
            {
                Prediction = PredictionOf(values),
                Options = spacing with
                {
                    OmitsCleanest = true,
                    SingleIsCleanest = false,
                    Rounding = schedule is "exponential" or "beta" || (isCosine && !RoundsCosine && schedule != "linear") ? TimestepRounding.Down : TimestepRounding.Nearest,
                },
            };
        }

        return ReadOwn(values, common, discrete);
    }

    /// <summary>Whether timesteps of karras levels of a squared cosine are rounded to the nearest, as for other betas, and not down.</summary>
    protected abstract bool RoundsCosine { get; }

    /// <summary>Reads what only this class has.</summary>
    /// <param name="values">The file.</param>
    /// <param name="common">What both classes have.</param>
    /// <param name="discrete">The process of the betas.</param>
    protected abstract SchedulerConfig ReadOwn(ConfigValues values, SchedulerConfig common, DiscreteDiffusion discrete);

    /// <summary>Reads what DPM-Solver's multistep and singlestep classes have in common beyond the rest.</summary>
    /// <param name="values">The file.</param>
    /// <param name="common">What all solvers have.</param>
    /// <param name="discrete">The process of the betas.</param>
    protected static SchedulerConfig ReadDpmSolver(ConfigValues values, SchedulerConfig common, DiscreteDiffusion discrete)
    {
        var options = ClippedAtMinLambda(values, common) with { FinalSigma = EndsAtMinSigma(values) ? discrete.MinSigma : 0 };
        return common with
        {
            // The flow of these classes starts below full noise.
            Options = common.Schedule == "flow" ? options with { Spacing = TimestepSpacing.Leading } : options,
            HasLearnedVariance = HasVariance(values),
        };
    }

    /// <summary>The schedule's settings where timesteps of too little signal are not visited.</summary>
    protected static ScheduleOptions ClippedAtMinLambda(ConfigValues values, SchedulerConfig common)
    {
        var minLambda = values.Number("lambda_min_clipped", double.NegativeInfinity, double.NegativeInfinity, 100);
        return common.Schedule == "linear" && double.IsFinite(minLambda) ? common.Options with { MaxSigma = Math.Exp(-minLambda) } : common.Options;
    }

    /// <summary>Whether the network tells variances, too.</summary>
    protected static bool HasVariance(ConfigValues values) => values.Text("variance_type", "") is "learned" or "learned_range";
}
