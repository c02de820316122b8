using System.Text.Json;
using Scumble.Sampling;

namespace Scumble.Cli;

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
            var row = new float[values.Length * count];
            for (var i = 0; i < values.Length; i++) embedding.Write(values[i], row.AsSpan(i * count, count));

            // The reference rounds the angle to float32 before it takes the sine.
            var angle = Math.Max(1, Math.Abs(embedding.Scale) * values.Max(Math.Abs));
            comparison.Compare(Array.ConvertAll(row, v => (double)v), GoldenFile.Numbers(entry, "embedding"), 2e-7 * angle, $"entry {index++}");
        }

        return comparison.Outcome;
    }
}
