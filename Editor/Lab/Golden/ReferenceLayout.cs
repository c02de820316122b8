using Scumble.Models;
using Scumble.Sampling;

namespace Scumble.Lab;

/// <summary>How the reference's classes lay out the grid of a run: some count model calls and not levels.</summary>
internal static class ReferenceLayout
{
    /// <summary>The array "timesteps" for what the network is told at each level.</summary>
    /// <param name="config">The scheduler's configuration.</param>
    /// <param name="levels">What it is told at each level but the last.</param>
    /// <param name="sigmas">The levels.</param>
    public static double[] Timesteps(SchedulerConfig config, double[] levels, SigmaSchedule sigmas) => config switch
    {
        { Sampler: "dpmpp_sde" or "dpm_2" } => Between(config, levels, i => Math.Sqrt(sigmas[i] * sigmas[i + 1])),

        // Its middle, between the level and where the step would go without noise, is where it goes.
        { Sampler: "dpm_2_ancestral" } => Between(config, levels, i => sigmas[i + 1]),
        { ClassName: "KarrasVeScheduler" } => [.. Enumerable.Range(0, levels.Length).Reverse().Select(i => (double)i)],
        { ClassName: "SCMScheduler" } => [.. levels, 0],
        { ClassName: "DDIMInverseScheduler" } => [.. levels.Reverse()],
        { Sampler: "heun" } => Twice(levels, 1, levels.Length),
        { Sampler: "plms" } => [.. levels.Take(2), .. levels.Skip(1)],
        { Sampler: "pndm" } => RungeKutta(levels, config.Process.TrainTimesteps / levels.Length / 2),
        _ => levels,
    };

    /// <summary>The array "sigmas" for our levels, the final one included.</summary>
    public static double[] Sigmas(SchedulerConfig config, double[] levels) => config switch
    {
        { ClassName: "KarrasVeScheduler" } => levels,
        { Sampler: "dpm_2" or "dpm_2_ancestral" } => [.. Twice(levels, 1, levels.Length), levels[^1]],
        { Sampler: "heun" or "dpmpp_sde" } => Twice(levels, 1, levels.Length - 1),
        { Process: RectifiedFlow { IsTimeInverted: true } } => Array.ConvertAll(levels, sigma => 1 - sigma),
        _ => levels,
    };

    /// <summary>How many steps the reference counts in a run of ours: its classes of second order count model calls, and so does PLMS, whose first step has two.</summary>
    public static int StepCount(Sampler sampler, int steps) =>
        CountsCalls(sampler) ? 2 * steps - 1 : sampler == Samplers.Plms && steps > 1 ? steps + 1 : steps;

    /// <summary>Which of these steps ends where ours does.</summary>
    public static int Step(Sampler sampler, int step, int steps) =>
        Math.Min(CountsCalls(sampler) ? 2 * step + 1 : sampler == Samplers.Plms ? step + 1 : step, StepCount(sampler, steps) - 1);

    /// <summary>Which of a run's noise tensors, as the reference draws them one after the other, a stream of ours stands for: DPM-Solver SDE draws two in each step, others one.</summary>
    public static int Draw(Sampler sampler, uint stream)
    {
        var (draw, step) = Math.DivRem(stream - NoiseStreams.Step(0), NoiseStreams.Step(0, draw: 1) - NoiseStreams.Step(0));
        return (int)(sampler == Samplers.DpmppSde ? 2 * step + draw : step);
    }

    /// <summary>Whether the reference's class counts model calls, two a step but for the last one, to 0.</summary>
    public static bool CountsCalls(Sampler sampler) =>
        sampler == Samplers.Heun || sampler == Samplers.Dpm2 || sampler == Samplers.Dpm2Ancestral || sampler == Samplers.DpmppSde;

    // A call at each level, and one between it and the next.
    private static double[] Between(SchedulerConfig config, double[] levels, Func<int, double> middle) =>
        [.. levels.SelectMany((told, i) => i + 1 < levels.Length ? new[] { told, config.Process.ModelTime(middle(i)) } : [told])];

    private static double[] Twice(double[] all, int from, int to) =>
        [.. all.SelectMany((value, i) => Enumerable.Repeat(value, i >= from && i < to ? 2 : 1))];

    // Four calls for each of the first three steps, half a stride apart; then one for each level.
    private static double[] RungeKutta(double[] levels, int half) =>
        [.. Enumerable.Range(0, 3).SelectMany(i => new[] { levels[i], levels[i + 1] + half, levels[i + 1] + half, levels[i + 1] }), .. levels.Skip(3)];
}
