using System.Text.Json;

namespace Scumble.Lab;

internal static partial class GoldenKinds
{
    internal static GoldenKind Schedule { get; } = Add(new ScheduleKind());
}

/// <summary>The grids of a scheduler's configurations at many step counts.</summary>
internal sealed class ScheduleKind : GoldenKind
{
    public override string Id => "schedule";

    public override GoldenOutcome Check(GoldenFile file)
    {
        var comparison = new GoldenComparison();
        var entry = 0;
        foreach (var golden in file["entries"].EnumerateArray())
        {
            foreach (var run in GoldenFile.Member(golden, "runs").EnumerateArray())
                Check(comparison, golden, run, $"entry {entry}, n {GoldenFile.Number(run, "n")}");
            entry++;
        }

        return comparison.Outcome;
    }

    private static void Check(GoldenComparison comparison, JsonElement entry, JsonElement run, string where)
    {
        GoldenGrid Grid() => new(GoldenFile.Member(entry, "config"), (int)GoldenFile.Number(run, "n"), GoldenFile.Optional(entry, "set_timesteps_extra"));
        if (GoldenFile.Optional(run, "rejected")?.GetBoolean() == true)
        {
            // The reference throws or yields NaN. A schedule of ours holds finite levels or says why it cannot be.
            try
            {
                _ = Grid();
            }
            catch (ArgumentException)
            {
            }

            return;
        }

        try
        {
            Grid().Compare(comparison, run, where);
        }
        catch (ArgumentException e)
        {
            comparison.Fail($"{where}: {e.Message}");
        }
    }
}
