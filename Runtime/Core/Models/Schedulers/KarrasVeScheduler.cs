using Scumble.Sampling;

namespace Scumble.Models;

internal static partial class SchedulerClasses
{
    internal static SchedulerClass KarrasVe { get; } = Add(new KarrasVeScheduler());
}

/// <summary>
/// KarrasVeScheduler: Heun's method with churn for networks of the variance-exploding process. Its levels are the squares of those of the paper,
/// while a run begins with noise of the largest itself.
/// </summary>
internal sealed class KarrasVeScheduler : SchedulerClass
{
    public override string Name => "KarrasVeScheduler";

    public override SchedulerConfig Read(ConfigValues values)
    {
        var min = values.Number("sigma_min", 0.02, 1e-4, 1e4);
        var max = values.Number("sigma_max", 100, min * 1.001, 1e4);
        var leastChurned = values.Number("s_min", 0.05, 0, 1e9);
        return new(new VarianceExploding(min * min, max * max) { SeesUnitRange = true }, Prediction.Score, "exponential", new(), "heun")
        {
            InitialNoise = InitialNoise.RootLevel,
            Solver = new()
            {
                Churn = values.Number("s_churn", 80, 0, 1e6),
                ChurnMin = leastChurned,
                ChurnMax = values.Number("s_max", 50, leastChurned, 1e9),
                NoiseScale = values.Number("s_noise", 1.007, 0, 10),
            },
        };
    }
}
