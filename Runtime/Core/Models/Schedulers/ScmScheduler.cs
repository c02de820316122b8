using Scumble.Sampling;

namespace Scumble.Models;

internal static partial class SchedulerClasses
{
    internal static SchedulerClass Scm { get; } = Add(new ScmScheduler());
}

/// <summary>SCMScheduler: multistep consistency sampling on TrigFlow, of which the network is told the angle in radians.</summary>
internal sealed class ScmScheduler : SchedulerClass
{
    public override string Name => "SCMScheduler";

    public override SchedulerConfig Read(ConfigValues values) => new(
        new TrigFlow(values.Number("sigma_data", 0.5, 1e-6, 1e6), timePerRadian: 1, TrainTimesteps(values)),
        values.Choice("prediction_type", "trigflow", ("trigflow", Prediction.V)), "scm", new(), "lcm")
    {
        InitialNoise = InitialNoise.UnitInput,
    };
}
