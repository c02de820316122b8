using System.Text.Json;
using System.Text.Json.Nodes;

namespace Scumble.Stages;

/// <summary>The requests of older recipes, in which every member stood at the top and pictures were paths. They are read, never written.</summary>
internal static class FlatRequest
{
    private static readonly Dictionary<string, (string Group, string Member)> Moved = new()
    {
        ["guidanceScale"] = ("guidance", "scale"),
        ["guidanceEnd"] = ("guidance", "end"),
        ["guidanceCurve"] = ("guidance", "curve"),
        ["guidanceInterval"] = ("guidance", "interval"),
        ["guidanceRescale"] = ("guidance", "rescale"),
        ["trueGuidanceScale"] = ("guidance", "trueScale"),
        ["sampler"] = ("sampling", "sampler"),
        ["schedule"] = ("sampling", "schedule"),
        ["eta"] = ("sampling", "eta"),
        ["baseSteps"] = ("sampling", "baseSteps"),
        ["timesteps"] = ("sampling", "timesteps"),
        ["sigmas"] = ("sampling", "sigmas"),
        ["image"] = ("start", "image"),
        ["mask"] = ("start", "mask"),
        ["strength"] = ("start", "strength"),
        ["syntax"] = ("text", "syntax"),
        ["encoderPrompts"] = ("text", "encoderPrompts"),
        ["encoderNegativePrompts"] = ("text", "encoderNegativePrompts"),
        ["maxSequenceLength"] = ("text", "maxSequenceLength"),
        ["clipSkip"] = ("text", "clipSkip"),
    };

    /// <summary>Puts the members of an older request where they stand now; any other request stays as it is.</summary>
    /// <exception cref="JsonException">It mixes both forms.</exception>
    public static void Group(JsonObject request)
    {
        var flat = request.Where(member => Moved.ContainsKey(member.Key)).Select(member => member.Key).ToArray();
        if (flat.Length == 0) return;
        if (request.Select(member => member.Key).FirstOrDefault(name => Moved.Values.Any(place => place.Group == name)) is { } group)
            throw new JsonException($"'{flat[0]}' stood at the top of older requests, '{group}' stands in newer ones; it is '{Moved[flat[0]].Group}.{Moved[flat[0]].Member}' now.");
        foreach (var name in flat)
        {
            var (place, member) = Moved[name];
            if (request[place] is not JsonObject members) request[place] = members = [];
            var value = request[name];
            request.Remove(name);
            members[member] = member is "image" or "mask" ? Named(value) : value;
        }
        foreach (var control in (request["controls"] as JsonArray ?? []).OfType<JsonObject>())
        {
            if (control["image"] is { } image) control["image"] = Named(image);
            if (Text(control["model"]) is { } model) control["model"] = InputName.Of(model);
        }
    }

    // Where it lay is not opened: a picture file may come from anybody.
    private static JsonNode? Named(JsonNode? path) => Text(path) is { } text ? new JsonObject { [InputName.NameMember] = InputName.Of(text) } : path?.DeepClone();

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
