using System.Text.Json.Nodes;
using Scumble.Shell;

namespace Scumble.Lab;

/// <summary>What one graph cost in the bare calls of one generation.</summary>
/// <param name="Component">The component that it belongs to.</param>
/// <param name="Calls">Calls in one generation.</param>
/// <param name="Operations">Additions and multiplications of all of them.</param>
/// <param name="Elapsed">Time of all of them.</param>
internal sealed record BenchGraph(string Component, int Calls, long Operations, TimeSpan Elapsed)
{
    /// <summary>10^9 additions and multiplications a second.</summary>
    public double Gigaflops => Operations / Elapsed.TotalSeconds / 1e9;

    /// <summary>Everything for a program.</summary>
    /// <param name="sgemmGigaflops">The rate that the share is of.</param>
    public JsonObject ToJson(double sgemmGigaflops) => new()
    {
        ["component"] = Component,
        ["calls"] = Calls,
        ["gigaflopPerCall"] = Math.Round(Operations / 1e9 / Calls, 4),
        ["secondsPerCall"] = Times.Seconds(Elapsed / Calls),
        ["gigaflopsPerSecond"] = Math.Round(Gigaflops, 2),
        ["shareOfSgemm"] = Math.Round(Gigaflops / sgemmGigaflops, 4),
    };
}
