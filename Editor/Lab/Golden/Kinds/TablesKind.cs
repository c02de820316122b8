using Scumble.Models;
using Scumble.Sampling;

namespace Scumble.Lab;

internal static partial class GoldenKinds
{
    internal static GoldenKind Tables { get; } = Add(new TablesKind());
}

/// <summary>The variances of training timesteps, and what is left of the signal.</summary>
internal sealed class TablesKind : GoldenKind
{
    // The reference holds both in float32: beta is a difference from 1, and abar a product of as many factors as timesteps,
    // whose errors add up like the square root of their number.
    private const double Rounding = 1.0 / (1 << 24);

    public override string Id => "tables";

    public override GoldenOutcome Check(GoldenFile file)
    {
        var comparison = new GoldenComparison();
        foreach (var entry in file["entries"].EnumerateArray())
        {
            var name = GoldenFile.Member(entry, "name").GetString();
            var process = (DiscreteDiffusion)SchedulerConfig.Read(GoldenFile.Member(entry, "config"), "tables", "DDPMScheduler").Process;
            var powers = Enumerable.Range(0, process.TrainTimesteps).Select(t => 1 / (1 + Math.Pow(process.Sigma(t), 2))).ToArray();
            double[] betas = [.. powers.Select((power, t) => 1 - power / (t == 0 ? 1 : powers[t - 1]))];
            var expected = GoldenFile.Numbers(entry, "alphas_cumprod");
            comparison.Compare(powers, expected, abar => (1 + 32 * abar) * Rounding, $"{name}: alphas_cumprod");
            comparison.Compare(betas, GoldenFile.Numbers(entry, "betas"), beta => 1e-5 * beta + 8 * Rounding, $"{name}: betas");
        }

        return comparison.Outcome;
    }
}
