using Scumble.Sampling;

namespace Scumble.Models;

internal static partial class SchedulerClasses
{
    internal static SchedulerClass ScoreSdeVe { get; } = Add(new ScoreSdeScheduler("ScoreSdeVeScheduler"));

    internal static SchedulerClass ScoreSdeVp { get; } = Add(new ScoreSdeScheduler("ScoreSdeVpScheduler"));
}

/// <summary>The predictor-corrector schedulers of score-based models in continuous time.</summary>
internal sealed class ScoreSdeScheduler(string name) : SchedulerClass
{
    public override string Name => name;

    public override SchedulerConfig Read(ConfigValues values) => name == "ScoreSdeVeScheduler" ? ReadExploding(values) : ReadPreserving(values);

    private static SchedulerConfig ReadExploding(ConfigValues values)
    {
        var min = values.Number("sigma_min", 0.01, 1e-9, 1e9);
        var process = new VarianceExploding(
            min, values.Number("sigma_max", 1348, min * 1.001, 1e9), values.Number("sampling_eps", 1e-5, 1e-9, 0.999), TrainTimesteps(values, 2000));
        return new(process, Prediction.Score, "uniform", new(), "predictor_corrector")
        {
            Solver = new()
            {
                CorrectorSnr = values.Number("snr", 0.15, 1e-6, 100),
                CorrectorSteps = values.Integer("correct_steps", 1, 0, 1000),
            },
        };
    }

    private static SchedulerConfig ReadPreserving(ConfigValues values)
    {
        var min = values.Number("beta_min", 0.1, 1e-9, 1e6);
        var process = new VariancePreserving(
            min, values.Number("beta_max", 20, min * 1.001, 1e6), values.Number("sampling_eps", 1e-3, 1e-9, 0.999), TrainTimesteps(values, 2000));
        return new(process, Prediction.Epsilon, "uniform", new(), "predictor_corrector")
        {
            InitialNoise = InitialNoise.UnitInput,
            Solver = new() { CorrectorSteps = 0 },
        };
    }
}
