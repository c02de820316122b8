using System.Text.Json;
using Scumble.Diagnostics;

namespace Scumble.Nodes;

/// <summary>Reads one object of a graph's JSON member by member, within limits; what nobody asked for is what is not known.</summary>
internal sealed class GraphReader
{
    private const int MaxName = 200;
    private readonly OrderedDictionary<string, JsonElement> _members = [];
    private readonly string _where;

    public GraphReader(JsonElement element, string where)
    {
        _where = where;
        if (element.ValueKind != JsonValueKind.Object) throw Fault($"has {element.ValueKind} as {where}; expected an object", "Save it again from where it was made.");
        foreach (var member in element.EnumerateObject()) _members.Add(member.Name, member.Value);
    }

    public static ScumbleException Fault(string what, string hint) => new($"The graph {what}.", hint);

    public static GraphNode Node(JsonElement element, int index)
    {
        var reader = new GraphReader(element, $"nodes[{index}]");
        var id = reader.Text("id", null, GraphNode.MaxIdLength);
        if (!GraphNode.IsId(id)) throw Fault($"has a node with the id '{id}'", "Ids are letters, digits, _ and -.");
        return new()
        {
            Id = id,
            Kind = reader.Text("kind", null, MaxName),
            X = reader.Number("x"),
            Y = reader.Number("y"),
            Parameters = reader.Take("parameters") is { } parameters ? new GraphReader(parameters, $"nodes[{index}].parameters").Rest() : new OrderedDictionary<string, JsonElement>(),
            Unknown = reader.Rest(),
        };
    }

    public static GraphWire Wire(JsonElement element, int index)
    {
        var reader = new GraphReader(element, $"wires[{index}]");
        var (from, to) = (reader.End("from"), reader.End("to"));
        return new(from.Node, from.Port, to.Node, to.Port) { Unknown = reader.Rest() };
    }

    public static ExposedParameter Exposed(JsonElement element, int index)
    {
        var reader = new GraphReader(element, $"exposed[{index}]");
        var name = reader.Text("name", null, GraphNode.MaxIdLength);
        if (!GraphNode.IsId(name)) throw Fault($"exposes something as '{name}'", "Names are letters, digits, _ and -.");
        return new(name, reader.Text("node", null, GraphNode.MaxIdLength), reader.Text("parameter", null, MaxName))
        {
            Help = reader.Text("help", "", 1000),
            Unknown = reader.Rest(),
        };
    }

    public string Text(string name, string? otherwise, int maxLength)
    {
        if (Take(name) is not { } value) return otherwise ?? throw Fault($"has no \"{name}\" in {_where}", "Save it again from where it was made.");
        if (value.ValueKind != JsonValueKind.String) throw Fault($"has {value.ValueKind} as \"{name}\" of {_where}; expected a text", "Write a text.");
        var text = value.GetString()!;
        return text.Length <= maxLength ? text : throw Fault($"has {text.Length} characters as \"{name}\" of {_where}; at most {maxLength} are read", "Shorten it.");
    }

    public int Integer(string name, int otherwise, int least = int.MinValue, int most = int.MaxValue)
    {
        if (Take(name) is not { } value) return otherwise;
        return value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= least && number <= most ? number
            : throw Fault($"has {Short(value)} as \"{name}\"; expected a whole number{(least == int.MinValue ? "" : $" from {least} to {most}")}", "Write such a number.");
    }

    public double Number(string name)
    {
        if (Take(name) is not { } value) return 0;
        return value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && double.IsFinite(number) ? number
            : throw Fault($"has {Short(value)} as \"{name}\" of {_where}; expected a number", "Write a number.");
    }

    public IReadOnlyList<T> List<T>(string name, int most, Func<JsonElement, int, T> read)
    {
        if (Take(name) is not { } value) return [];
        if (value.ValueKind != JsonValueKind.Array) throw Fault($"has {value.ValueKind} as \"{name}\"; expected a list", "Write a list.");
        var count = value.GetArrayLength();
        return count <= most ? [.. value.EnumerateArray().Select(read)] : throw Fault($"has {count} {name}; at most {most} are read", "Split it into several graphs.");
    }

    public JsonElement? Take(string name) => _members.Remove(name, out var value) ? value : null;

    /// <summary>What was not asked for, apart from the document that it was read from.</summary>
    public IReadOnlyDictionary<string, JsonElement> Rest()
    {
        foreach (var name in _members.Keys.ToArray()) _members[name] = _members[name].Clone();
        return _members;
    }

    private (string Node, string Port) End(string name)
    {
        var text = Text(name, null, (2 * MaxName) + 1);
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        return dot > 0 && dot < text.Length - 1 ? (text[..dot], text[(dot + 1)..]) : throw Fault($"has \"{text}\" as an end of {_where}", "Write \"node.port\".");
    }

    private static string Short(JsonElement value) => value.GetRawText() is { Length: > 40 } text ? $"{text.AsSpan(0, 40)}..." : value.GetRawText();
}
