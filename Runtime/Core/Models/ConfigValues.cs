using System.Text.Json;
using Scumble.Diagnostics;

namespace Scumble.Models;

/// <summary>Typed members of a configuration, with errors that name the file and the member.</summary>
/// <param name="json">The object that holds them.</param>
/// <param name="path">Where it was read, for messages.</param>
public sealed class ConfigValues(JsonElement json, string path)
{
    /// <summary>A whole number in a range, or <paramref name="otherwise"/> where the member is missing or null.</summary>
    /// <exception cref="ScumbleException">It is something else.</exception>
    public int Integer(string name, int otherwise, int min, int max) =>
        Member(name) is not { } value ? otherwise
        : value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= min && number <= max ? number
        : throw Wrong(name, $"a whole number from {min} to {max}", value);

    /// <summary>A number in a range, or <paramref name="otherwise"/> where the member is missing or null.</summary>
    /// <exception cref="ScumbleException">It is something else.</exception>
    public double Number(string name, double otherwise, double min, double max) =>
        Member(name) is not { } value ? otherwise
        : value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && number >= min && number <= max ? number
        : throw Wrong(name, FormattableString.Invariant($"a number from {min} to {max}"), value);

    /// <summary>A text, or <paramref name="otherwise"/> where the member is missing or null.</summary>
    /// <exception cref="ScumbleException">It is something else.</exception>
    public string Text(string name, string otherwise) =>
        Member(name) is not { } value ? otherwise
        : value.ValueKind == JsonValueKind.String ? value.GetString()!
        : throw Wrong(name, "a text", value);

    /// <summary>A truth value, or <paramref name="otherwise"/> where the member is missing or null.</summary>
    /// <exception cref="ScumbleException">It is something else.</exception>
    public bool Flag(string name, bool otherwise) =>
        Member(name) is not { } value ? otherwise
        : value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean()
        : throw Wrong(name, "true or false", value);

    /// <summary>The error for a member that is not what it should be.</summary>
    public ScumbleException Wrong(string name, string expected) => Wrong(name, expected, Member(name) ?? default);

    private JsonElement? Member(string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private ScumbleException Wrong(string name, string expected, JsonElement found)
    {
        var text = found.ValueKind == JsonValueKind.Undefined ? "nothing" : found.GetRawText();
        return new ScumbleException($"'{path}': \"{name}\" must be {expected}; found {(text.Length > 60 ? text[..60] + "..." : text)}.",
            "Copy the model folder again from where it came.");
    }
}
