using System.Text.Encodings.Web;
using System.Text.Json;
using Scumble.Diagnostics;
using Scumble.Imaging;

namespace Scumble.Nodes;

public sealed partial record TextureGraph
{
    internal const string VersionMember = "scumbleGraph";

    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Indented = true };

    /// <summary>Reads a document. Kinds, parameters and members that it does not know are kept.</summary>
    /// <param name="json">One JSON object.</param>
    /// <exception cref="ScumbleException">The text is no such object, of a newer form, or larger than the limits; the message says where.</exception>
    public static TextureGraph FromJson(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        if (json.Length > MaxLength) throw GraphReader.Fault($"has {json.Length} characters; at most {MaxLength} are read", "Split it, or keep its pictures in files.");
        try
        {
            using var document = JsonDocument.Parse(json, new() { MaxDepth = 64, AllowDuplicateProperties = false });
            return FromJson(document.RootElement);
        }
        catch (JsonException e)
        {
            throw new ScumbleException($"The graph is not valid JSON: {e.Message}", "Save it again from where it was made.", e);
        }
        catch (InvalidOperationException e)
        {
            throw new ScumbleException($"The graph has a text that is no text: {e.Message}", "Save it again from where it was made.", e);
        }
    }

    internal static TextureGraph FromJson(JsonElement root)
    {
        var reader = new GraphReader(root, "the document");
        var version = reader.Integer(VersionMember, 0);
        if (version != FormVersion)
            throw GraphReader.Fault(version > FormVersion ? $"is of form {version}; this version reads {FormVersion}" : $"has no \"{VersionMember}\": {FormVersion}",
                version > FormVersion ? "Use a newer version of Scumble." : "Name a texture graph that Scumble saved.");
        var graph = new TextureGraph
        {
            Name = reader.Text("name", "", 200),
            Width = reader.Integer("width", 512, MinEdge, MaxEdge),
            Height = reader.Integer("height", 512, MinEdge, MaxEdge),
            Tile = Enum.TryParse<TileMode>(reader.Text("tile", "xy", 10), ignoreCase: true, out var tile) && Enum.IsDefined(tile) ? tile
                : throw GraphReader.Fault("has a \"tile\" that is not none, x, y or xy", "Write one of these."),
            Nodes = reader.List("nodes", MaxNodes, GraphReader.Node),
            Wires = reader.List("wires", MaxWires, GraphReader.Wire),
            Exposed = reader.List("exposed", MaxExposed, GraphReader.Exposed),
            Unknown = reader.Rest(),
        };
        RequireUnique(graph.Nodes.Select(node => node.Id), "nodes have the id");
        RequireUnique(graph.Exposed.Select(exposed => exposed.Name), "exposed parameters have the name");
        return graph;
    }

    /// <summary>The document as one JSON object, its members always in the same order.</summary>
    /// <param name="indented">Whether each member has a line of its own.</param>
    public string ToJson(bool indented = false)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, indented ? Readable : Compact)) Write(json);
        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }

    private void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteNumber(VersionMember, FormVersion);
        json.WriteString("name", Name);
        json.WriteNumber("width", Width);
        json.WriteNumber("height", Height);
        json.WriteString("tile", Tile.ToString().ToLowerInvariant());
        json.WriteStartArray("nodes");
        foreach (var node in Nodes)
        {
            json.WriteStartObject();
            json.WriteString("id", node.Id);
            json.WriteString("kind", node.Kind);
            json.WriteNumber("x", node.X);
            json.WriteNumber("y", node.Y);
            if (node.Parameters.Count > 0)
            {
                json.WriteStartObject("parameters");
                WriteAll(json, node.Parameters);
                json.WriteEndObject();
            }
            WriteAll(json, node.Unknown);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("wires");
        foreach (var wire in Wires)
        {
            json.WriteStartObject();
            json.WriteString("from", $"{wire.FromNode}.{wire.FromPort}");
            json.WriteString("to", $"{wire.ToNode}.{wire.ToPort}");
            WriteAll(json, wire.Unknown);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("exposed");
        foreach (var exposed in Exposed)
        {
            json.WriteStartObject();
            json.WriteString("name", exposed.Name);
            json.WriteString("node", exposed.Node);
            json.WriteString("parameter", exposed.Parameter);
            if (exposed.Help.Length > 0) json.WriteString("help", exposed.Help);
            WriteAll(json, exposed.Unknown);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        WriteAll(json, Unknown);
        json.WriteEndObject();
    }

    private static void WriteAll(Utf8JsonWriter json, IReadOnlyDictionary<string, JsonElement> members)
    {
        foreach (var (name, value) in members)
        {
            json.WritePropertyName(name);
            value.WriteTo(json);
        }
    }

    private static void RequireUnique(IEnumerable<string> names, string what)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        if (names.FirstOrDefault(name => !seen.Add(name)) is { } twice) throw GraphReader.Fault($"is ambiguous: two {what} '{twice}'", "Give one of them another.");
    }
}
