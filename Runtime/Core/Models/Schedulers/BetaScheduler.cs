using Scumble.Sampling;

namespace Scumble.Models;

/// <summary>A scheduler of models that were trained with discrete variances beta.</summary>
internal abstract class BetaScheduler : SchedulerClass
{
    /// <summary>The class's own defaults of beta_schedule, beta_start and beta_end.</summary>
    public (string Schedule, double Start, double End) DefaultBetas { get; init; } = ("linear", 0.0001, 0.02);

    /// <summary>The process of the training.</summary>
    /// <param name="values">The file.</param>
    /// <param name="minSignalPower">What the class puts in the place of abar = 0, where the signal is scaled to end there.</param>
    /// <param name="inSinglePrecision">Whether the levels are spread between ends of the class's table, whose few digits near data they then inherit.</param>
    /// <param name="isToldLogSigma">Whether the network is told ln(sigma) / 4.</param>
    protected DiscreteDiffusion Process(ConfigValues values, double minSignalPower, bool inSinglePrecision = false, bool isToldLogSigma = false)
    {
        var start = values.Number("beta_start", DefaultBetas.Start, 1e-9, 0.999);
        var schedule = values.Choice("beta_schedule", DefaultBetas.Schedule,
            ("linear", BetaSchedule.Linear), ("scaled_linear", BetaSchedule.ScaledLinear), ("squaredcos_cap_v2", BetaSchedule.SquaredCosine),
            ("sigmoid", BetaSchedule.Sigmoid), ("exp", BetaSchedule.Exponential), ("laplace", BetaSchedule.Laplace));
        var betas = Betas.Create(schedule, start, values.Number("beta_end", Math.Max(start, DefaultBetas.End), start, 0.999), TrainTimesteps(values));
        if (values.Numbers("trained_betas", 1e-9, 0.9999) is { } trained)
            betas = trained.Length == TrainTimesteps(values) ? trained : throw values.Wrong("trained_betas", $"a list of {TrainTimesteps(values)} numbers");
        return values.Flag("rescale_betas_zero_snr", false)
            ? new DiscreteDiffusion(Betas.ToZeroTerminalSnr(betas), minSignalPower, inSinglePrecision) { IsToldLogSigma = isToldLogSigma }
            : new DiscreteDiffusion(betas, inSinglePrecision: inSinglePrecision) { IsToldLogSigma = isToldLogSigma };
    }

    /// <summary>What the network predicts.</summary>
    protected static Prediction PredictionOf(ConfigValues values) => values.Choice("prediction_type", "epsilon",
        ("epsilon", Prediction.Epsilon), ("v_prediction", Prediction.V), ("sample", Prediction.Sample));

    /// <summary>Which timesteps are visited.</summary>
    protected static ScheduleOptions Spacing(ConfigValues values, string otherwise) => new()
    {
        Spacing = values.Choice("timestep_spacing", otherwise,
            ("leading", TimestepSpacing.Leading), ("trailing", TimestepSpacing.Trailing), ("linspace", TimestepSpacing.Linspace)),
        StepsOffset = values.Integer("steps_offset", 0, 0, TrainTimesteps(values) - 1),
        SingleIsCleanest = true,
    };
}
