using Scumble.Sampling;

namespace Scumble.Models;

internal static partial class SchedulerClasses
{
    internal static SchedulerClass Lcm { get; } = Add(new DistilledScheduler("LCMScheduler", "lcm"));

    internal static SchedulerClass Tcd { get; } = Add(new DistilledScheduler("TCDScheduler", "tcd"));
}

/// <summary>The schedulers of latent consistency models, which visit timesteps of the solver that they were distilled from.</summary>
internal sealed class DistilledScheduler : BetaScheduler
{
    private readonly string _sampler;

    public DistilledScheduler(string name, string sampler) => (Name, _sampler, DefaultBetas) = (name, sampler, ("scaled_linear", 0.00085, 0.012));

    public override string Name { get; }

    public override SchedulerConfig Read(ConfigValues values)
    {
        var process = Process(values, DiscreteDiffusion.PureNoise);
        values.Flag("set_alpha_to_one", true); // neither class asks it where a run ends
        var (clipping, isTrajectory) = (Clipping(values, clips: false), _sampler == "tcd");
        return new(process, PredictionOf(values), "lcm", Spacing(values, "leading") with
        {
            OriginalSteps = values.Integer("original_inference_steps", 50, 1, process.TrainTimesteps),

            // Trajectory consistency ends at timestep 0, which is not quite clean.
            FinalSigma = isTrajectory ? process.MinSigma : 0,
        }, _sampler)
        {
            InitialNoise = InitialNoise.UnitInput,
            // It has the members that clip, and does not.
            Solver = (isTrajectory ? clipping with { ClipRange = null, ThresholdRatio = null, ThresholdMax = null } : clipping) with
            {
                TimestepScaling = values.Number("timestep_scaling", 10, 1e-6, 1e6),
            },
        };
    }
}
