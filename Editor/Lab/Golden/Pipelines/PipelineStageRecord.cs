using System.Text.Json;
using Scumble.Models;

namespace Scumble.Lab;

/// <summary>One run of a pipeline within a case.</summary>
/// <param name="golden">The case.</param>
/// <param name="json">The stage.</param>
internal sealed class PipelineStageRecord(PipelineCase golden, JsonElement json)
{
    // A pipeline may be called with what the scheduler's file says otherwise.
    private const string OriginalSteps = "original_inference_steps";

    /// <summary>What the names of its tensors begin with.</summary>
    public string Prefix => GoldenFile.Optional(json, "prefix")?.GetString() ?? "";

    /// <summary>Its scheduler, as a component in place of the folder's own.</summary>
    public ModelComponent Scheduler(ModelFolder folder)
    {
        var (scheduler, given) = (GoldenFile.Member(json, "scheduler"), GoldenFile.Optional(golden.Settings, OriginalSteps));
        var members = GoldenFile.Member(scheduler, "config").EnumerateObject().Where(member => member.Name != "_class_name" && (member.Name != OriginalSteps || given is null))
            .Select(member => $"{JsonSerializer.Serialize(member.Name)}:{Finite(member.Value.GetRawText())}")
            .Concat(given is { } steps ? [$"\"{OriginalSteps}\":{steps.GetRawText()}"] : [])
            .Prepend($"\"_class_name\":{GoldenFile.Member(scheduler, "class").GetRawText()}");
        using var document = JsonDocument.Parse($"{{{string.Join(',', members)}}}");
        return ModelComponent.OfConfig("scheduler", Path.Combine(folder.Path, "scheduler"), document.RootElement.Clone());
    }

    /// <summary>Token ids of each text-encoder call, with the encoder's name.</summary>
    public IEnumerable<(string Encoder, int[][] Ids)> TokenIds => GoldenFile.Member(json, "token_ids").EnumerateArray().Select(call => (
        GoldenFile.Member(call, "encoder").GetString()!,
        GoldenFile.Member(call, "ids").EnumerateArray().Select(row => row.EnumerateArray().Select(id => id.GetInt32()).ToArray()).ToArray()));

    /// <summary>The normal tensors of one role, in order.</summary>
    public IReadOnlyList<RecordedTensor> Noise(string role) => [.. GoldenFile.Member(json, "noise").EnumerateArray()
        .Where(noise => GoldenFile.Member(noise, "role").GetString() == role)
        .Select(noise => GoldenFile.Member(noise, "tensor").GetString()!)
        .Select(name => golden.Find(name) ?? golden.Find(Prefix + name) ?? throw new InvalidDataException($"the noise '{name}' is missing"))];

    // The recording writes infinities as texts of its own.
    private static string Finite(string json) => json switch { "\"inf\"" => "\"Infinity\"", "\"-inf\"" => "\"-Infinity\"", _ => json };

    /// <summary>A tensor of this stage, or null.</summary>
    public RecordedTensor? Find(string name) => golden.Find(Prefix + name);

    /// <summary>The names of this stage's tensors, without the prefix.</summary>
    public IEnumerable<string> TensorNames => golden.TensorNames.Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Select(name => name[Prefix.Length..]);
}
