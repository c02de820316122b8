using System.Text.Json;
using Scumble.Diagnostics;
using Scumble.Formats;

namespace Scumble.Models;

/// <summary>Typed members of a configuration, with errors that name the file and the member; it remembers which were asked for. One thread.</summary>
/// <param name="json">The object that holds them.</param>
/// <param name="path">Where it was read, for messages.</param>
public sealed class ConfigValues(JsonElement json, string path)
{
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);

    /// <summary>The members that nobody has asked for, in order; those whose name starts with an underscore are the format's own.</summary>
    public IReadOnlyList<string> Unknown =>
        [.. json.EnumerateObject().Select(member => member.Name).Where(name => !name.StartsWith('_') && !_asked.Contains(name)).Distinct()];

    /// <summary>Where it was read.</summary>
    public string Path => path;

    /// <summary>Whether the member is there and not null.</summary>
    public bool Has(string name) => Member(name) is not null;

    /// <summary>A whole number in a range, or <paramref name="otherwise"/> where the member is missing or null.</summary>
    /// <exception cref="ScumbleException">It is something else.</exception>
    public int Integer(string name, int otherwise, int min, int max) =>
        Member(name) is not { } value ? otherwise
        : value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= min && number <= max ? number
        : throw Wrong(name, $"a whole number from {min} to {max}", value);

    /// <summary>A number in a range, or <paramref name="otherwise"/> where the member is missing or null. Infinities may be written as text.</summary>
    /// <exception cref="ScumbleException">It is something else.</exception>
    public double Number(string name, double otherwise, double min, double max) => OptionalNumber(name, min, max) ?? otherwise;

    /// <summary>A number in a range, or null where the member is missing or null. Infinities may be written as text.</summary>
    /// <exception cref="ScumbleException">It is something else.</exception>
    public double? OptionalNumber(string name, double min, double max) =>
        Member(name) is not { } value ? null
        : NumberOf(value) is { } number && number >= min && number <= max ? number
        : throw Wrong(name, FormattableString.Invariant($"a number from {min} to {max}"), value);

    /// <summary>A list of numbers in a range, or null where the member is missing or null.</summary>
    /// <exception cref="ScumbleException">It is something else.</exception>
    public double[]? Numbers(string name, double min, double max) =>
        Member(name) is not { } value ? null
        : value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(item => NumberOf(item) is { } number && number >= min && number <= max)
            ? [.. value.EnumerateArray().Select(item => NumberOf(item)!.Value)]
        : throw Wrong(name, FormattableString.Invariant($"a list of numbers from {min} to {max}"), value);

    /// <summary>The length of a list, or null where the member is missing or no list.</summary>
    public int? Count(string name) => Member(name) is { ValueKind: JsonValueKind.Array } list ? list.GetArrayLength() : null;

    /// <summary>A list of texts, or null where the member is missing or null.</summary>
    /// <exception cref="ScumbleException">It is something else.</exception>
    public string[]? Texts(string name) =>
        Member(name) is not { } value ? null
        : value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String)
            ? [.. value.EnumerateArray().Select(item => item.GetString()!)]
        : throw Wrong(name, "a list of texts", value);

    /// <summary>A text, or <paramref name="otherwise"/> where the member is missing or null.</summary>
    /// <exception cref="ScumbleException">It is something else.</exception>
    public string Text(string name, string otherwise) =>
        Member(name) is not { } value ? otherwise
        : value.ValueKind == JsonValueKind.String ? value.GetString()!
        : throw Wrong(name, "a text", value);

    /// <summary>What one of the known texts stands for; the text is <paramref name="otherwise"/> where the member is missing or null.</summary>
    /// <exception cref="ScumbleException">It is something else.</exception>
    public T Choice<T>(string name, string otherwise, params ReadOnlySpan<(string Text, T Value)> choices)
    {
        var text = Text(name, otherwise);
        foreach (var choice in choices)
            if (choice.Text == text) return choice.Value;
        var known = new List<string>();
        foreach (var choice in choices) known.Add($"\"{choice.Text}\"");
        throw Wrong(name, string.Join(" or ", known));
    }

    /// <summary>A truth value, or <paramref name="otherwise"/> where the member is missing or null.</summary>
    /// <exception cref="ScumbleException">It is something else.</exception>
    public bool Flag(string name, bool otherwise) =>
        Member(name) is not { } value ? otherwise
        : value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean()
        : throw Wrong(name, "true or false", value);

    /// <summary>The error for a member that is not what it should be.</summary>
    public ScumbleException Wrong(string name, string expected) => Wrong(name, expected, Member(name) ?? default);

    private static double? NumberOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number when value.TryGetDouble(out var number) => number,
        JsonValueKind.String when value.GetString() is "Infinity" => double.PositiveInfinity,
        JsonValueKind.String when value.GetString() is "-Infinity" => double.NegativeInfinity,
        _ => null,
    };

    private JsonElement? Member(string name)
    {
        _asked.Add(name);
        return json.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
    }

    private ScumbleException Wrong(string name, string expected, JsonElement found)
    {
        var text = found.ValueKind == JsonValueKind.Undefined ? "nothing" : found.GetRawText();
        return new ScumbleException($"'{path}': \"{name}\" must be {expected}; found {(text.Length > 60 ? text[..60] + "..." : text)}.",
            DamagedFile.Hint);
    }
}
