using Scumble.Models;
using Scumble.Sampling;

namespace Scumble.Lab;

/// <summary>How the reference's classes lay out the grid of a run: some count model calls and not levels.</summary>
internal static class ReferenceLayout
{
    /// <summary>The array "timesteps" for what the network is told at each level.</summary>
    public static double[] Timesteps(SchedulerConfig config, double[] levels) => config switch
    {
        { ClassName: "DDIMInverseScheduler" } => [.. levels.Reverse()],
        { Sampler: "heun" } => Twice(levels, 1, levels.Length),
        { Sampler: "plms" } => [.. levels.Take(2), .. levels.Skip(1)],
        { Sampler: "pndm" } => RungeKutta(levels, config.Process.TrainTimesteps / levels.Length / 2),
        _ => levels,
    };

    /// <summary>The array "sigmas" for our levels, the final one included.</summary>
    public static double[] Sigmas(SchedulerConfig config, double[] levels) => config switch
    {
        { Sampler: "heun" } => Twice(levels, 1, levels.Length - 1),
        { Process: RectifiedFlow { IsTimeInverted: true } } => Array.ConvertAll(levels, sigma => 1 - sigma),
        _ => levels,
    };

    private static double[] Twice(double[] all, int from, int to) =>
        [.. all.SelectMany((value, i) => Enumerable.Repeat(value, i >= from && i < to ? 2 : 1))];

    // Four calls for each of the first three steps, half a stride apart; then one for each level.
    private static double[] RungeKutta(double[] levels, int half) =>
        [.. Enumerable.Range(0, 3).SelectMany(i => new[] { levels[i], levels[i + 1] + half, levels[i + 1] + half, levels[i + 1] }), .. levels.Skip(3)];
}
