using Scumble.Sampling;

namespace Scumble.Models;

internal static partial class SchedulerClasses
{
    internal static SchedulerClass ConsistencyModel { get; } = Add(new ConsistencyScheduler());
}

/// <summary>CMStochasticIterativeScheduler: multistep consistency sampling over levels of the training; the network is told 250 ln sigma.</summary>
internal sealed class ConsistencyScheduler : SchedulerClass
{
    public override string Name => "CMStochasticIterativeScheduler";

    public override SchedulerConfig Read(ConfigValues values)
    {
        var min = values.Number("sigma_min", 0.002, 1e-9, 1e9);
        var max = values.Number("sigma_max", 80, min * 1.001, 1e9);
        var process = new ElucidatedDiffusion(min, max, values.Number("sigma_data", 0.5, 1e-6, 1e6), timePerLogSigma: 250, TrainTimesteps(values, 40));
        return new(process, Prediction.Consistency, "consistency", new() { Rho = values.Number("rho", 7, 1e-3, 1e3), StopsAtLastVisited = false, FinalSigma = min }, "consistency")
        {
            Solver = new()
            {
                NoiseScale = values.Number("s_noise", 1, 0, 10),
                ClipRange = values.Flag("clip_denoised", true) ? 1 : null,
            },
        };
    }
}
