using System.Globalization;
using System.Text.Json;

namespace Scumble.Nodes;

/// <summary>
/// One kind of node: what it takes, what it gives, what may be set, and one method that runs it over the stages and the verbs on pictures. It
/// has no state, and one object stands for all nodes of its kind.
/// </summary>
public abstract class NodeKind
{
    private readonly List<NodePort> _inputs = [];
    private readonly List<NodePort> _outputs = [];
    private readonly List<NodeParameter> _parameters = [];

    private protected NodeKind(string id, string title, NodeCategory category, SeamRule seam, string help) =>
        (Id, Title, Category, Seam, Help) = (id, title, category, seam, help);

    /// <summary>What documents call it, for example "gradient_map".</summary>
    public string Id { get; }

    /// <summary>What people read, for example "Gradient map".</summary>
    public string Title { get; }

    /// <summary>Where it stands in a palette.</summary>
    public NodeCategory Category { get; }

    /// <summary>What it does to edges that meet.</summary>
    public SeamRule Seam { get; }

    /// <summary>What it does, in one sentence.</summary>
    public string Help { get; }

    /// <summary>Other words by which people look for it.</summary>
    public virtual string Keywords => "";

    /// <summary>Raised when the same values come to give other pixels; part of what results are cached under.</summary>
    public virtual int Version => 1;

    /// <summary>What it takes from other nodes.</summary>
    public IReadOnlyList<NodePort> Inputs => _inputs;

    /// <summary>What it gives.</summary>
    public IReadOnlyList<NodePort> Outputs => _outputs;

    /// <summary>What may be set.</summary>
    public IReadOnlyList<NodeParameter> Parameters => _parameters;

    /// <summary>The inputs of one node; those of its kind but where the node itself decides.</summary>
    public virtual IReadOnlyList<NodePort> InputsOf(GraphNode node) => Inputs;

    /// <summary>The outputs of one node, likewise.</summary>
    public virtual IReadOnlyList<NodePort> OutputsOf(GraphNode node) => Outputs;

    /// <summary>The parameters of one node, likewise.</summary>
    public virtual IReadOnlyList<NodeParameter> ParametersOf(GraphNode node) => Parameters;

    /// <summary>Whether it gives words, numbers and colours only: such nodes run first, and their values count where they flow.</summary>
    internal bool IsLight => _outputs.Count > 0 && _outputs.All(port => !PortTypes.IsDrawn(port.Type) && port.Type != PortType.Control);

    /// <summary>Whether a diffusion model makes part of its result.</summary>
    internal virtual bool IsGenerator => false;

    /// <summary>What of the world outside counts for the result: a file's content, a model's.</summary>
    internal virtual Task<string> FingerprintAsync(NodeRun run) => Task.FromResult("");

    /// <summary>Runs it; the default is <see cref="Run"/>.</summary>
    internal virtual Task RunAsync(NodeRun run)
    {
        Run(run);
        return Task.CompletedTask;
    }

    private protected virtual void Run(NodeRun run) => throw new NotSupportedException($"{Id} does not run.");

    private protected NodePort In(string name, PortType type, string help) => Kept(_inputs, new(name, type, help, true));

    private protected NodePort Optional(string name, PortType type, string help) => Kept(_inputs, new(name, type, help));

    private protected NodePort Out(string name, PortType type, string help) => Kept(_outputs, new(name, type, help));

    private protected NodeParameter Number(string name, double value, double minimum, double maximum, string help, string unit = "") =>
        Add(new() { Name = name, Type = ParameterType.Number, Default = Json(Digits(value)), Minimum = minimum, Maximum = maximum, Unit = unit, Help = help });

    private protected NodeParameter Integer(string name, int value, int minimum, int maximum, string help, string unit = "") =>
        Add(new() { Name = name, Type = ParameterType.Integer, Default = Json(Digits(value)), Minimum = minimum, Maximum = maximum, Unit = unit, Help = help });

    private protected NodeParameter Toggle(string name, bool value, string help) =>
        Add(new() { Name = name, Type = ParameterType.Toggle, Default = Json(value ? "true" : "false"), Help = help });

    private protected NodeParameter Choice(string name, string value, string help, params IReadOnlyList<string> choices) =>
        Add(new() { Name = name, Type = ParameterType.Choice, Default = Json(Quoted(value)), Choices = choices, Help = help });

    private protected NodeParameter Text(string name, string value, int maximum, string help) =>
        Add(new() { Name = name, Type = ParameterType.Text, Default = Json(Quoted(value)), Maximum = maximum, Help = help });

    private protected NodeParameter Seed(string name = "seed", string help = "Another seed is another result of the same kind.") =>
        Add(new() { Name = name, Type = ParameterType.Seed, Default = Json("0"), Help = help });

    private protected NodeParameter Colour(string name, string value, string help) =>
        Add(new() { Name = name, Type = ParameterType.Colour, Default = Json(Quoted(value)), Help = help });

    private protected NodeParameter Gradient(string name, string stops, string help) =>
        Add(new() { Name = name, Type = ParameterType.Gradient, Default = Json(stops), Help = help });

    private protected NodeParameter Curve(string name, string help) =>
        Add(new() { Name = name, Type = ParameterType.Curve, Default = Json("[[0,0],[1,1]]"), Help = help });

    private protected NodeParameter File(string name, string help) =>
        Add(new() { Name = name, Type = ParameterType.File, Default = Json("\"\""), Maximum = 255, Help = help });

    private protected NodeParameter Graph(string name, string help) =>
        Add(new() { Name = name, Type = ParameterType.Graph, Default = Json("null"), Help = help });

    private NodeParameter Add(NodeParameter parameter)
    {
        _parameters.Add(parameter);
        return parameter;
    }

    private static NodePort Kept(List<NodePort> ports, NodePort port)
    {
        ports.Add(port);
        return port;
    }

    private static string Digits(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static string Quoted(string text) => $"\"{JsonEncodedText.Encode(text)}\"";

    private static JsonElement Json(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }
}
