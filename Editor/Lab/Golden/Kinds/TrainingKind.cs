using Scumble.Models;
using Scumble.Sampling;

namespace Scumble.Lab;

internal static partial class GoldenKinds
{
    internal static GoldenKind Training { get; } = Add(new TrainingKind());
}

/// <summary>Signal-to-noise ratios of timesteps, and weights of noise levels in a flow's loss.</summary>
internal sealed class TrainingKind : GoldenKind
{
    public override string Id => "training_helpers";

    public override GoldenOutcome Check(GoldenFile file)
    {
        var comparison = new GoldenComparison();
        var snr = file["snr"];
        var process = SchedulerConfig.Read(GoldenFile.Member(snr, "config"), file.Name, "DDPMScheduler").Process;
        comparison.Compare([.. GoldenFile.Numbers(snr, "timesteps").Select(t => process.SignalToNoise(process.Sigma(t)))],
            GoldenFile.Numbers(snr, "snr"), ratio => 2e-4 * ratio, "snr");

        var weights = file["loss_weighting"];
        var sigmas = GoldenFile.Numbers(weights, "sigmas");
        comparison.Compare(Array.ConvertAll(sigmas, FlowLossWeight.SigmaSquareRoot), GoldenFile.Numbers(weights, "sigma_sqrt"), w => 1e-6 * w, "sigma_sqrt");
        comparison.Compare(Array.ConvertAll(sigmas, FlowLossWeight.CosineMap), GoldenFile.Numbers(weights, "cosmap"), w => 1e-6 * w, "cosmap");
        return comparison.Outcome;
    }
}
