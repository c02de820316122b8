using System.Text.Json;
using Scumble.Sampling;

namespace Scumble.Lab;

internal static partial class GoldenKinds
{
    /// <summary>Runs of diffusers' schedulers.</summary>
    public static GoldenKind Trajectory { get; } = Add(new TrajectoryKind("trajectory"));

    /// <summary>Runs of diffusers' score-SDE schedulers.</summary>
    public static GoldenKind ScoreSde { get; } = Add(new TrajectoryKind("score_sde"));
}

/// <summary>A run of a scheduler of diffusers: its grid from the configuration, then every step.</summary>
internal sealed class TrajectoryKind(string id) : GoldenKind
{
    public override string Id => id;

    public override GoldenOutcome Check(GoldenFile file)
    {
        var comparison = new GoldenComparison();
        var steps = GoldenFile.Optional(file.Root, "num_inference_steps")?.GetInt32();
        var grid = new GoldenGrid(file["config"], steps, GoldenFile.Optional(file.Root, "set_timesteps_args"));
        grid.Compare(comparison, file.Root, "grid");
        var arguments = GoldenFile.Optional(file.Root, "step_args") ?? default;
        var part = Part(grid, GoldenFile.Optional(file.Root, "begin_index")?.GetInt32() ?? 0);
        new GoldenReplay(file, grid.Config, part, ForPart(Options(grid, arguments), grid, part, GoldenFile.Optional(file.Root, "sigmas")?.GetArrayLength()))
        {
            KeepsVariance = grid.KeepsVariance,
            NoiseFollowsClipping = GoldenFile.Optional(arguments, "use_clipped_model_output")?.GetBoolean() ?? false,
            ChurnsLate = grid.Config.ClassName != "KarrasVeScheduler",
            Final = id == "score_sde" ? GoldenFile.Numbers(file["steps"].EnumerateArray().Last(), "sample_mean") : null,
        }.Compare(comparison);
        return comparison.Outcome;
    }

    // The levels from an index of the reference's timesteps on, which may count calls and not steps.
    private static SigmaSchedule Part(GoldenGrid grid, int beginIndex)
    {
        var (sigmas, start) = (grid.Sigmas, ReferenceLayout.CountsCalls(Samplers.Get(grid.Config.Sampler)) ? (beginIndex + 1) / 2 : beginIndex);
        return start == 0 ? sigmas : sigmas.From(start);
    }

    // For churn the reference counts the steps of its array.
    private static SamplerOptions ForPart(SamplerOptions options, GoldenGrid grid, SigmaSchedule part, int? levels) => options with
    {
        Churn = options.Churn * part.WholeStepCount / ((levels - 1) ?? grid.Sigmas.StepCount),
    };

    private static SamplerOptions Options(GoldenGrid grid, JsonElement arguments)
    {
        double? Number(string name) => GoldenFile.Optional(arguments, name) is { } value ? GoldenFile.Number(value) : null;
        var options = grid.Config.Solver.ToOptions();
        return options with
        {
            Eta = Number("eta"),
            Order = (int?)Number("order") ?? options.Order,
            Churn = Number("s_churn") ?? options.Churn,
            ChurnMin = Number("s_tmin") ?? options.ChurnMin,
            ChurnMax = Number("s_tmax") ?? options.ChurnMax,
            NoiseScale = Number("s_noise") ?? options.NoiseScale,

            // PNDM's arithmetic is on what the network predicts.
            Extrapolated = grid.Config.Sampler is "pndm" or "plms" ? grid.Config.Prediction : options.Extrapolated,
        };
    }
}
