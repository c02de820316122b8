using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using Scumble.Diagnostics;
using Scumble.Imaging;

namespace Scumble.Nodes;

/// <summary>
/// A document of nodes and wires: immutable, equal where its JSON is, and apart from whatever runs it (<see cref="GraphRunner"/>). It may hold
/// mistakes, which <see cref="Validate"/> lists; only what cannot be told apart is refused when it is read.
/// </summary>
public sealed partial record TextureGraph
{
    /// <summary>The version of the document's form.</summary>
    public const int FormVersion = 1;

    /// <summary>The shortest edge of its pictures, in pixels.</summary>
    public const int MinEdge = 16;

    /// <summary>The longest edge of its pictures, in pixels.</summary>
    public const int MaxEdge = 4096;

    /// <summary>The most nodes, those within graph nodes included.</summary>
    public const int MaxNodes = 500;

    /// <summary>The most wires.</summary>
    public const int MaxWires = 2000;

    /// <summary>The most exposed parameters.</summary>
    public const int MaxExposed = 100;

    /// <summary>The longest JSON in characters.</summary>
    public const int MaxLength = 4 << 20;

    /// <summary>What people call it.</summary>
    public string Name { get; init; } = "";

    /// <summary>The width of all its pictures, in pixels.</summary>
    public int Width { get; init; } = 512;

    /// <summary>The height of all its pictures, in pixels.</summary>
    public int Height { get; init; } = 512;

    /// <summary>The axes along which its pictures repeat.</summary>
    public TileMode Tile { get; init; } = TileMode.XY;

    /// <summary>The nodes; no two have one id.</summary>
    public IReadOnlyList<GraphNode> Nodes { get; init; } = [];

    /// <summary>The wires.</summary>
    public IReadOnlyList<GraphWire> Wires { get; init; } = [];

    /// <summary>What it shows to the outside; no two have one name.</summary>
    public IReadOnlyList<ExposedParameter> Exposed { get; init; } = [];

    /// <summary>Members of the JSON object that this version does not know, kept as they are.</summary>
    public IReadOnlyDictionary<string, JsonElement> Unknown { get; init; } = FrozenDictionary<string, JsonElement>.Empty;

    /// <summary>Its output nodes: the name of each, and the node's id.</summary>
    public IEnumerable<(string Name, string Node)> Outputs => Nodes.Where(node => node.Kind == OutputKind.KindId).Select(node => (OutputKind.NameOf(node), node.Id));

    /// <summary>A copy with an exposed parameter set to a text: of words, a choice, a colour ("#rrggbb"), a file.</summary>
    /// <exception cref="ArgumentException">Nothing of that name is exposed, or the value does not fit; the message says what does.</exception>
    public TextureGraph With(string name, string value) => With(name, JsonOf($"\"{JsonEncodedText.Encode(value)}\""));

    /// <summary>A copy with an exposed parameter set to a number; of toggles 0 is off.</summary>
    /// <exception cref="ArgumentException">Nothing of that name is exposed, or the value does not fit; the message says what does.</exception>
    public TextureGraph With(string name, double value)
    {
        if (!double.IsFinite(value)) throw new ArgumentOutOfRangeException(nameof(value), value, "A graph's numbers are finite.");
        return Target(name).Parameter.Type == ParameterType.Toggle ? With(name, JsonOf(value != 0 ? "true" : "false")) : With(name, JsonOf(value.ToString("R", CultureInfo.InvariantCulture)));
    }

    /// <summary>A copy with an exposed seed set.</summary>
    /// <exception cref="ArgumentException">Nothing of that name is exposed, or it takes no such number.</exception>
    public TextureGraph With(string name, ulong seed) => With(name, JsonOf(seed.ToString(CultureInfo.InvariantCulture)));

    /// <summary>
    /// A copy with a parameter set to what a person typed: an exposed one by its name, or any as "node.parameter". Words, choices, colours and files
    /// as they are, switches as true or false, all else as JSON writes it.
    /// </summary>
    /// <exception cref="ArgumentException">There is no such parameter, or the text does not fit; the message says what does.</exception>
    public TextureGraph WithTyped(string name, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (Target(name).Parameter.Type is ParameterType.Text or ParameterType.Choice or ParameterType.Colour or ParameterType.File) return With(name, text);
        try
        {
            return With(name, JsonOf(text));
        }
        catch (JsonException e)
        {
            throw new ArgumentException($"'{name}' is set to '{text}', which is no number, switch or list.", nameof(text), e);
        }
    }

    /// <summary>A copy with an exposed parameter set to a JSON value of the parameter's type.</summary>
    /// <exception cref="ArgumentException">Nothing of that name is exposed, or the value does not fit; the message says what does.</exception>
    public TextureGraph With(string name, JsonElement value)
    {
        var (node, parameter) = Target(name);
        if (ParameterReader.FaultOf(parameter, value) is { } fault) throw new ArgumentException($"'{name}' {fault}", nameof(value));
        return this with { Nodes = [.. Nodes.Select(one => one.Id == node.Id ? one.With(parameter.Name, value) : one)], Wires = Without(node.Id, parameter.Name) };
    }

    /// <summary>Runs the graph: <see cref="GraphRunner.RunAsync"/>, but that a failed output is an exception.</summary>
    /// <param name="runner">What it runs on.</param>
    /// <param name="options">What it may read, and who is told; the outputs are wanted.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="ScumbleException">The graph has no output, or one failed; the message is the first node's that did.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public async Task<GraphResult> GenerateAsync(GraphRunner runner, GraphRunOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(runner);
        var result = await runner.RunAsync(this, options, cancellation).ConfigureAwait(false);
        if (result.Failures.FirstOrDefault() is { } failed) throw new ScumbleException($"The node '{failed.Node}' failed: {failed.Message}", failed.Hint);
        if (result.Outputs.Count == 0) throw new ScumbleException($"The graph '{Name}' has no output.", "Add an Output node, and wire what you want to it.");
        return result;
    }

    /// <summary>Whether both documents have the same JSON.</summary>
    public bool Equals(TextureGraph? other) => other is not null && (ReferenceEquals(this, other) || ToJson() == other.ToJson());

    /// <inheritdoc/>
    public override int GetHashCode() => ToJson().GetHashCode(StringComparison.Ordinal);

    /// <summary>The name, the size and how many nodes there are.</summary>
    public override string ToString() => $"{Name} ({Width}x{Height}, {Nodes.Count} nodes)";

    private (GraphNode Node, NodeParameter Parameter) Target(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        var exposed = Exposed.FirstOrDefault(one => one.Name == name) ?? (name.Split('.') is [var inner, var own] ? new ExposedParameter(name, inner, own) : null)
            ?? throw new ArgumentException($"Nothing is exposed as '{name}'; there is {(Exposed.Count == 0 ? "nothing at all" : string.Join(", ", Exposed.Select(one => one.Name)))}.", nameof(name));
        var node = Nodes.FirstOrDefault(one => one.Id == exposed.Node);
        var parameter = node is null || NodeKinds.Find(node.Kind) is not { } kind ? null : kind.ParametersOf(node).FirstOrDefault(one => one.Name == exposed.Parameter);
        return parameter is null ? throw new ArgumentException($"'{name}' stands for '{exposed.Node}.{exposed.Parameter}', which is no parameter.", nameof(name)) : (node!, parameter);
    }

    private GraphWire[] Without(string node, string port) => [.. Wires.Where(wire => wire.ToNode != node || wire.ToPort != port)];

    private static JsonElement JsonOf(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }
}
