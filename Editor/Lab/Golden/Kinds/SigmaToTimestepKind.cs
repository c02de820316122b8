using Scumble.Models;

namespace Scumble.Lab;

internal static partial class GoldenKinds
{
    internal static GoldenKind SigmaToTimestep { get; } = Add(new SigmaToTimestepKind());
}

/// <summary>The fractional timestep of a noise level.</summary>
internal sealed class SigmaToTimestepKind : GoldenKind
{
    public override string Id => "sigma_to_t";

    public override GoldenOutcome Check(GoldenFile file)
    {
        var comparison = new GoldenComparison();
        var process = SchedulerConfig.Read(file["config"], file.Name, "EulerDiscreteScheduler").Process;
        foreach (var entry in file["entries"].EnumerateArray())
        {
            var sigma = GoldenFile.Number(entry, "sigma");
            comparison.Compare(process.Timestep(sigma), GoldenFile.Number(entry, "t"), 5e-3, $"sigma {sigma}");
        }

        return comparison.Outcome;
    }
}
