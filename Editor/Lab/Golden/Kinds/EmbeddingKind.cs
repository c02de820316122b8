using System.Text.Json;
using Scumble.Sampling;

namespace Scumble.Lab;

internal static partial class GoldenKinds
{
    internal static GoldenKind TimestepEmbedding { get; } = Add(new EmbeddingKind("timestep_embedding", entry => (
        new(Flag(entry), GoldenFile.Number(entry, "downscale_freq_shift"), GoldenFile.Number(entry, "scale"), GoldenFile.Number(entry, "max_period")),
        GoldenFile.Numbers(entry, "timesteps"), (int)GoldenFile.Number(entry, "dim"))));

    // SDXL's network is told six sizes, each as 256 numbers.
    internal static GoldenKind TimeIds { get; } = Add(new EmbeddingKind("sdxl_time_ids", entry => (
        new(CosinesFirst: true, FrequencyShift: 0), GoldenFile.Numbers(entry, "time_ids"), 256)));

    internal static GoldenKind GuidanceEmbedding { get; } = Add(new EmbeddingKind("lcm_guidance_embedding", entry => (
        SinusoidalEmbedding.GuidanceScale, [GoldenFile.Number(entry, "w")], (int)GoldenFile.Number(entry, "dim"))));

    private static bool Flag(JsonElement entry) => GoldenFile.Member(entry, "flip_sin_to_cos").GetBoolean();
}

/// <summary>Numbers as sines and cosines.</summary>
/// <param name="id">The kind.</param>
/// <param name="read">What an entry embeds: how, the numbers, and into how many each.</param>
internal sealed class EmbeddingKind(string id, Func<JsonElement, (SinusoidalEmbedding Embedding, double[] Values, int Count)> read) : GoldenKind
{
    public override string Id => id;

    public override GoldenOutcome Check(GoldenFile file)
    {
        var comparison = new GoldenComparison();
        var index = 0;
        foreach (var entry in file["entries"].EnumerateArray())
        {
            var (embedding, values, count) = read(entry);
            var expected = GoldenFile.Numbers(entry, "embedding");
            if (expected.Length != values.Length * count) comparison.Fail($"entry {index}: expected {expected.Length} numbers, found {values.Length * count}");
            else for (var i = 0; i < values.Length; i++) Check(comparison, embedding, values[i], expected[(i * count)..((i + 1) * count)], $"entry {index}, row {i}");
            index++;
        }

        return comparison.Outcome;
    }

    private static void Check(GoldenComparison comparison, SinusoidalEmbedding embedding, double value, double[] expected, string where)
    {
        var row = new float[expected.Length];
        embedding.Write(value, row);

        // The reference rounds the exponent of the frequency (up to 9.2), the frequency and the angle to float32.
        for (var i = 0; i < row.Length; i++)
        {
            var angle = embedding.Scale * value * embedding.Frequency(i % Math.Max(1, row.Length / 2), row.Length);
            comparison.Compare(row[i], expected[i], 1e-6 + 6e-7 * Math.Abs(angle), $"{where}[{i}]");
        }
    }
}
