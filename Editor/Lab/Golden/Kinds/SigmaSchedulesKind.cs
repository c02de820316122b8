using System.Text.Json;
using Scumble.Sampling;

namespace Scumble.Lab;

internal static partial class GoldenKinds
{
    internal static GoldenKind SigmaSchedules { get; } = Add(new SigmaSchedulesKind());
}

/// <summary>k-diffusion's schedules between two levels, and of the variance-preserving process.</summary>
internal sealed class SigmaSchedulesKind : GoldenKind
{
    private static readonly string[] Described = ["format", "kind", "id", "source", "note"];

    public override string Id => "kd_sigmas";

    public override GoldenOutcome Check(GoldenFile file)
    {
        var comparison = new GoldenComparison();
        foreach (var list in file.Root.EnumerateObject().Where(member => !Described.Contains(member.Name)))
            foreach (var entry in list.Value.EnumerateArray())
                comparison.Compare([.. Ours(list.Name, entry)], GoldenFile.Numbers(entry, "sigmas"), sigma => Bound(list.Name, sigma), $"{list.Name}, {entry.GetRawText()[..40]}");
        return comparison.Outcome;
    }

    // sigma = sqrt(e^B - 1) of the variance-preserving process is taken in float32, where e^B has steps of 2^-23.
    private static double Bound(string name, double sigma) => 1e-5 * sigma + (name == "vp" && sigma > 0 ? 1.0 / (1 << 24) / (2 * sigma) : 0);

    private static SigmaSchedule Ours(string name, JsonElement entry)
    {
        var steps = (int)GoldenFile.Number(entry, "n");
        if (name == "vp")
        {
            var (slope, least) = (GoldenFile.Number(entry, "beta_d"), GoldenFile.Number(entry, "beta_min"));
            return Schedules.Uniform.Create(new VariancePreserving(least, least + slope, GoldenFile.Number(entry, "eps_s")), steps);
        }

        var process = new ElucidatedDiffusion(GoldenFile.Number(entry, "sigma_min"), GoldenFile.Number(entry, "sigma_max"));
        return Schedules.Get(name).Create(process, steps, new() { Rho = GoldenFile.Optional(entry, "rho")?.GetDouble() });
    }
}
