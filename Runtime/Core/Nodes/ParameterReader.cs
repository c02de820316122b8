using System.Globalization;
using System.Text.Json;

namespace Scumble.Nodes;

/// <summary>From JSON to a parameter's value, or to what is wrong with it.</summary>
internal static class ParameterReader
{
    /// <summary>What is wrong with a value ("must be ...; found ..."), or null.</summary>
    public static string? FaultOf(NodeParameter parameter, JsonElement json) => Read(parameter, json, out _);

    /// <summary>The value.</summary>
    /// <exception cref="FormatException">It does not fit.</exception>
    public static NodeValue Value(NodeParameter parameter, JsonElement json) => Read(parameter, json, out var value) is { } fault ? throw new FormatException(fault) : value!;

    /// <summary>What is wrong with a value that a wire brings, or null; numbers are rounded where whole ones are wanted.</summary>
    public static string? FaultOf(NodeParameter parameter, NodeValue value, out NodeValue fitting)
    {
        fitting = value is NumberValue number && parameter.Type is ParameterType.Integer ? new NumberValue(Math.Round(number.Value)) : value;
        return fitting switch
        {
            NumberValue n => InRange(parameter, n.Value, n.Identity),
            TextValue t => InRange(parameter, t.Value),
            _ => null,
        };
    }

    private static string? Read(NodeParameter parameter, JsonElement json, out NodeValue? value)
    {
        value = null;
        var kind = json.ValueKind;
        switch (parameter.Type)
        {
            case ParameterType.Toggle:
                value = kind is JsonValueKind.True or JsonValueKind.False ? new NumberValue(kind == JsonValueKind.True ? 1 : 0) : null;
                return value is null ? Wrong("true or false", json) : null;
            case ParameterType.Number or ParameterType.Integer:
                if (kind != JsonValueKind.Number || !json.TryGetDouble(out var number) || !double.IsFinite(number)) return Wrong(Range(parameter), json);
                value = new NumberValue(number);
                return InRange(parameter, number, Short(json));
            case ParameterType.Seed:
                if (!ulong.TryParse(kind == JsonValueKind.String ? json.GetString() : kind == JsonValueKind.Number ? json.GetRawText() : "", NumberStyles.None, CultureInfo.InvariantCulture, out var seed))
                    return Wrong("a whole number from 0 to 2^64 - 1", json);
                value = new SeedValue(seed);
                return null;
            case ParameterType.Colour:
                value = kind == JsonValueKind.String ? ColourValue.Parse(json.GetString()!) : null;
                return value is null ? Wrong("a colour as \"#rrggbb\" or \"#rrggbbaa\"", json) : null;
            case ParameterType.Gradient or ParameterType.Curve:
                value = Stops(json, parameter.Type == ParameterType.Curve);
                return value is null ? Wrong(parameter.Type == ParameterType.Curve ? "a curve as [[x, y], ...], x ascending, all in 0..1" : "a gradient as [[position, \"#rrggbb\"], ...], positions ascending in 0..1", json) : null;
            case ParameterType.Graph:
                value = new GraphValue(json);
                return kind is JsonValueKind.Object or JsonValueKind.Null ? null : Wrong("a graph as a JSON object", json);
            default:
                if (kind != JsonValueKind.String) return Wrong(parameter.Type == ParameterType.Choice ? Choices(parameter) : "a text", json);
                value = new TextValue(json.GetString()!);
                return InRange(parameter, json.GetString()!);
        }
    }

    private static GradientValue? Stops(JsonElement json, bool isCurve)
    {
        if (json.ValueKind != JsonValueKind.Array || json.GetArrayLength() is < 1 or > GradientValue.MaxStops) return null;
        var stops = new List<(float, ColourValue)>();
        var last = 0f;
        foreach (var stop in json.EnumerateArray())
        {
            if (stop.ValueKind != JsonValueKind.Array || stop.GetArrayLength() != 2 || Unit(stop[0]) is not { } position || position < last) return null;
            var colour = isCurve ? Unit(stop[1]) is { } y ? new ColourValue(y, y, y, 1) : null
                : stop[1].ValueKind == JsonValueKind.String ? ColourValue.Parse(stop[1].GetString()!) : null;
            if (colour is null) return null;
            stops.Add((last = position, colour));
        }
        return new(stops);
    }

    private static float? Unit(JsonElement json) => json.ValueKind == JsonValueKind.Number && json.TryGetSingle(out var value) && value is >= 0 and <= 1 ? value : null;

    private static string? InRange(NodeParameter parameter, double number, string found) =>
        parameter.Type is not (ParameterType.Number or ParameterType.Integer) ? null
        : number >= (parameter.Minimum ?? double.MinValue) && number <= (parameter.Maximum ?? double.MaxValue) && (parameter.Type != ParameterType.Integer || number == Math.Floor(number)) ? null
        : $"must be {Range(parameter)}; found {found}.";

    private static string? InRange(NodeParameter parameter, string text) =>
        parameter.Type == ParameterType.Choice ? parameter.Choices.Contains(text) ? null : $"must be {Choices(parameter)}; found \"{(text.Length > 40 ? text[..40] : text)}\"."
        : text.Length <= (parameter.Maximum ?? int.MaxValue) ? null : $"must have at most {parameter.Maximum} characters; found {text.Length}.";

    private static string Range(NodeParameter parameter) => FormattableString.Invariant(
        $"a {(parameter.Type == ParameterType.Integer ? "whole " : "")}number from {parameter.Minimum} to {parameter.Maximum}");

    private static string Choices(NodeParameter parameter) => $"one of {string.Join(", ", parameter.Choices)}";

    private static string Wrong(string expected, JsonElement found) => $"must be {expected}; found {Short(found)}.";

    private static string Short(JsonElement json) => json.GetRawText() is { Length: > 40 } text ? $"{text.AsSpan(0, 40)}..." : json.GetRawText();
}
