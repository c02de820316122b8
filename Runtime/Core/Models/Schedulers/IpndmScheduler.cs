using Scumble.Sampling;

namespace Scumble.Models;

internal static partial class SchedulerClasses
{
    internal static SchedulerClass Ipndm { get; } = Add(new IpndmScheduler());
}

/// <summary>IPNDMScheduler: linear multistep along a quarter of a circle; the network predicts v and is told the angle, 1 at pure noise.</summary>
internal sealed class IpndmScheduler : SchedulerClass
{
    public override string Name => "IPNDMScheduler";

    public override SchedulerConfig Read(ConfigValues values)
    {
        // The class takes a list as the shares of noise of one run, whatever its steps.
        if (values.Has("trained_betas")) throw values.Wrong("trained_betas", "null: the levels follow from the number of steps");
        return new(new TrigFlow(sigmaData: 1, timePerRadian: 2 / Math.PI, TrainTimesteps(values)), Prediction.V, "crash", new(), "ipndm")
        {
            InitialNoise = InitialNoise.UnitInput,
        };
    }
}
