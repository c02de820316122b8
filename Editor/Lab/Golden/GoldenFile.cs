using System.Text.Json;
using Scumble.Diagnostics;

namespace Scumble.Lab;

/// <summary>One case of the format diffusion-golden/1. Members that are asked for and missing are errors that name them.</summary>
internal sealed class GoldenFile : GoldenCase
{
    private readonly Lazy<JsonElement> _root;

    /// <param name="path">The file, .json or .json.gz; read when first needed.</param>
    /// <param name="name">What its line is called.</param>
    public GoldenFile(string path, string name) : base(name)
    {
        Path = path;
        _root = new(() =>
        {
            using var document = JsonDocument.Parse(DiffusionGolden.Bytes(path));
            return document.RootElement.Clone();
        });
    }

    /// <summary>Where it was read.</summary>
    public string Path { get; }

    /// <summary>The whole object.</summary>
    public JsonElement Root => _root.Value;

    /// <summary>Which kind of case it is.</summary>
    public string Kind => Member(Root, "kind").GetString()!;

    /// <inheritdoc/>
    public override GoldenOutcome Check()
    {
        if (Member(Root, "format").GetString() is var format && format != GoldenFormats.DiffusionGolden.Id)
            return GoldenOutcome.Failed($"the format '{format}' is not known");
        return GoldenKinds.Get(Kind).Check(this);
    }

    /// <summary>A member of the whole object.</summary>
    public JsonElement this[string name] => Member(Root, name);

    /// <summary>A member that must be there; it may be null.</summary>
    public static JsonElement Member(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value) ? value
        : throw new ScumbleException($"the member \"{name}\" is missing", "Copy the file again from where it came.");

    /// <summary>A member, or null where it is missing or null.</summary>
    public static JsonElement? Optional(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    /// <summary>A number; infinities are written as text.</summary>
    public static double Number(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => value.GetDouble(),
        JsonValueKind.String when value.GetString() is "Infinity" => double.PositiveInfinity,
        JsonValueKind.String when value.GetString() is "-Infinity" => double.NegativeInfinity,
        JsonValueKind.String when value.GetString() is "NaN" => double.NaN,
        _ => throw new ScumbleException($"expected a number, found {value.GetRawText()}", "Copy the file again from where it came."),
    };

    /// <summary>A member that is a number.</summary>
    public static double Number(JsonElement parent, string name) => Number(Member(parent, name));

    /// <summary>All numbers of an array, nested ones in order.</summary>
    public static double[] Numbers(JsonElement array) => [.. array.EnumerateArray().SelectMany(value =>
        value.ValueKind == JsonValueKind.Array ? Numbers(value) : [Number(value)])];

    /// <summary>A member that is an array of numbers.</summary>
    public static double[] Numbers(JsonElement parent, string name) => Numbers(Member(parent, name));
}
