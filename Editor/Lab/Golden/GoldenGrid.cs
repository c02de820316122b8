using System.Text.Json;
using Scumble.Models;
using Scumble.Sampling;

namespace Scumble.Lab;

/// <summary>The grid of a run that a reference set up from a scheduler's configuration, and ours from the same.</summary>
internal sealed class GoldenGrid
{
    private readonly JsonElement _config;

    /// <param name="config">The scheduler's configuration.</param>
    /// <param name="steps">The number of steps that was asked for; null where the grid was given.</param>
    /// <param name="arguments">What was said besides, or null: timesteps, sigmas, mu, strength, original_inference_steps, grid.</param>
    public GoldenGrid(JsonElement config, int? steps, JsonElement? arguments)
    {
        _config = config;
        Config = SchedulerConfig.Read(config, "scheduler_config.json");
        var options = Options(Config, steps, arguments ?? default);
        Sigmas = Config.CreateSigmas(steps ?? (options.Timesteps ?? options.Sigmas)?.Count ?? 0, options);
    }

    /// <summary>The configuration in our terms.</summary>
    public SchedulerConfig Config { get; }

    /// <summary>Our levels.</summary>
    public SigmaSchedule Sigmas { get; }

    /// <summary>Whether the reference's samples are x InputScale(sigma), and not x.</summary>
    public bool KeepsVariance => Config.InitialNoise == InitialNoise.UnitInput;

    /// <summary>Compares with the recorded timesteps, sigmas and factor on the first noise, within the bounds that the format states.</summary>
    public void Compare(GoldenComparison comparison, JsonElement recorded, string where)
    {
        if (Config.UnknownKeys.Count > 0) comparison.Fail($"unknown keys: {string.Join(", ", Config.UnknownKeys)}");
        CompareTimesteps(comparison, recorded, where);
        if (GoldenFile.Optional(recorded, "sigmas") is { } sigmas && sigmas.GetArrayLength() > 0) CompareSigmas(comparison, GoldenFile.Numbers(sigmas), recorded, where);
        if (GoldenFile.Optional(recorded, "init_noise_sigma") is { } initial)
        {
            // For an elucidated diffusion it is stated for full noise, wherever the run starts.
            var first = Config.Process is ElucidatedDiffusion ? Config.Process.MaxSigma : Sigmas[0];
            var scale = Config.InitialScale(first) * (KeepsVariance ? Config.Process.InputScale(first) : 1);
            comparison.Compare(scale, GoldenFile.Number(initial), SigmaBound(GoldenFile.Number(initial)), $"{where}: init_noise_sigma");
        }
    }

    private bool IsScoreSdeVe => Config is { Process: VarianceExploding, Sampler: "predictor_corrector" };

    private void CompareTimesteps(GoldenComparison comparison, JsonElement recorded, string where)
    {
        var sensitive = RoundingSensitive(recorded);
        var expected = GoldenFile.Numbers(recorded, "timesteps");
        double[] told = [.. Enumerable.Range(0, Sigmas.StepCount).Select(i => Sigmas.Timesteps?[i] ?? Config.Process.ModelTime(Sigmas[i]))];

        // The scheduler of the variance-exploding process counts in time, and tells the network the level.
        if (IsScoreSdeVe) told = Array.ConvertAll(told, Config.Process.Timestep);
        var actual = ReferenceLayout.Timesteps(Config, told, Sigmas);

        // A step too many, born from the last bit of a quotient, is the reference's defect.
        if (expected.Length > actual.Length && expected.Contains(-1)) expected = [.. expected.Where(t => t != -1)];
        comparison.Compare(actual, expected, t => sensitive.Contains(t) ? 1 : 5e-3, $"{where}: timesteps");
    }

    private void CompareSigmas(GoldenComparison comparison, double[] expected, JsonElement recorded, string where)
    {
        var actual = IsScoreSdeVe ? [.. Sigmas.Timesteps!] : ReferenceLayout.Sigmas(Config, [.. Sigmas]);
        if (GoldenFile.Optional(recorded, "discrete_sigmas") is { } discrete)
            comparison.Compare([.. Sigmas.SkipLast(1).Reverse()], GoldenFile.Numbers(discrete), SigmaBound, $"{where}: discrete_sigmas");

        // The log-linear grid holds a level more, which no step reaches; a trailing one perhaps its step too many.
        if (Config.Options.IsLogLinear && expected.Length == actual.Length + 1) expected = expected[..^1];
        else if (Config.Options.Spacing == TimestepSpacing.Trailing && expected.Length > actual.Length)
            expected = [.. expected[..(actual.Length - 1)], expected[^1]];
        comparison.Compare(actual, expected, sigma => Math.Max(SigmaBound(sigma), RoundingBound(sigma, recorded)), $"{where}: sigmas");
    }

    // Near timestep 0 the reference's abar, a product in float32, has few digits of 1 - abar left; levels between two ends
    // inherit that from the smaller one. 1 - sigma has the digits of 1.
    private double SigmaBound(double sigma)
    {
        var schedule = GoldenFile.Optional(_config, "beta_schedule")?.GetString();
        var share = schedule is null || (sigma > 0.5 && Config is { Schedule: "linear", Options.IsLogLinear: false }) ? 1e-5
            : GoldenFile.Optional(_config, "rescale_betas_zero_snr")?.GetBoolean() == true ? 5e-4
            : schedule is "linear" or "scaled_linear" ? 1e-4 : 3e-4;
        return sigma * share + (Config.Process is RectifiedFlow { IsTimeInverted: true } ? 1.2e-7 : 0);
    }

    // A visited timestep that rounding decided may be the next one.
    private double RoundingBound(double sigma, JsonElement recorded) => Config.Schedule != "linear" ? 0 : RoundingSensitive(recorded)
        .Where(t => Math.Abs(Config.Process.Sigma(t) - sigma) <= SigmaBound(sigma))
        .Select(t => Config.Process.Sigma(t + 1) - Config.Process.Sigma(t - 1)).FirstOrDefault();

    /// <summary>The recorded timesteps that rounding decided: ours may be the neighbour.</summary>
    public static double[] RoundingSensitive(JsonElement recorded) =>
        GoldenFile.Optional(recorded, "rounding_sensitive") is { } list ? GoldenFile.Numbers(list) : [];

    private static ScheduleOptions Options(SchedulerConfig config, int? steps, JsonElement arguments)
    {
        var options = config.Options;
        if (GoldenFile.Optional(arguments, "timesteps") is { } timesteps) options = options with { Timesteps = GoldenFile.Numbers(timesteps) };
        if (config.Schedule == "scm" && Angles(arguments, steps) is { } angles) options = options with { Timesteps = angles };
        if (GoldenFile.Optional(arguments, "sigmas") is { } sigmas) options = options with { Sigmas = GoldenFile.Numbers(sigmas) };
        if (GoldenFile.Optional(arguments, "grid") is { } grid)
        {
            if (grid.GetString() != "1..1/n") throw new ArgumentException($"The grid '{grid.GetString()}' is not known.", nameof(arguments));
            options = options with { Spacing = TimestepSpacing.Trailing };
        }

        if (GoldenFile.Optional(arguments, "mu") is { } mu) options = options with { Shift = (config.DynamicShift ?? new()).Of(mu.GetDouble()) };
        if (GoldenFile.Optional(arguments, "strength") is { } strength) options = options with { Strength = strength.GetDouble() };
        if (GoldenFile.Optional(arguments, "original_inference_steps") is { } original)
            options = options with { OriginalSteps = config.Sampler == "tcd" ? config.Process.TrainTimesteps : original.GetInt32() };

        // Where a diffusion is given its levels, the last is where the run ends.
        return options.Sigmas is { } given && config.Process is not RectifiedFlow
            ? options with { Sigmas = [.. given.SkipLast(1)], FinalSigma = given[^1] }
            : options;
    }

    // Angles in radians: given with the 0 at the end, or by the first and, of two, the second.
    private static double[]? Angles(JsonElement arguments, int? steps)
    {
        if (GoldenFile.Optional(arguments, "timesteps") is { } given) return [.. GoldenFile.Numbers(given).SkipLast(1)];
        if (GoldenFile.Optional(arguments, "max_timesteps") is not { } first) return null;
        var (max, n) = (GoldenFile.Number(first), steps!.Value);
        return GoldenFile.Optional(arguments, "intermediate_timesteps") is { } second && n == 2 ? [max, GoldenFile.Number(second)]
            : [.. Enumerable.Range(0, n).Select(i => max * (1 - (double)i / n))];
    }
}
