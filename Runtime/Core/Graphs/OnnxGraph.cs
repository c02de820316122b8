using Scumble.Diagnostics;
using Scumble.Formats;
using Scumble.Tensors;

namespace Scumble.Graphs;

/// <summary>
/// An ONNX graph in memory, to be changed and written (https://onnx.ai/onnx/repo-docs/IR.html). Nodes and weights are records; subgraphs,
/// metadata and whatever else the file holds are kept byte for byte. Weights stay in the file until the graph is written. One thread.
/// </summary>
public sealed class OnnxGraph
{
    // ModelProto: 1 format, 7 graph, 8 operator sets. GraphProto: 1 nodes, 2 name, 5 weights, 11 inputs, 12 outputs, 13 what is known of values between.
    private const int FormatField = 1, GraphField = 7, OpsetField = 8, NodeField = 1, NameField = 2, WeightField = 5, InputField = 11, OutputField = 12, ValueField = 13;

    private const int MaxName = 1 << 16;

    private const int Format = 8;

    private readonly List<ProtobufField> _model = [];
    private readonly List<ProtobufField> _graph = [];
    private readonly List<OnnxWeight> _weights = [];
    private readonly HashSet<string> _names = [];

    /// <summary>A graph of nothing.</summary>
    /// <param name="opset">The version of the default operator set.</param>
    public OnnxGraph(int opset)
    {
        (Path, Opset) = ("", opset);
        _model.Add(new ProtobufField(FormatField, 0, Format, default));
        _model.Add(new ProtobufField(OpsetField, 2, 0, ProtobufBytes.Of(new ProtobufMessage().Add(1, "").Add(2, opset).ToArray())));
        _graph.Add(new ProtobufField(NameField, 2, 0, ProtobufBytes.Of("graph"u8.ToArray())));
    }

    private OnnxGraph(string path, Stream stream)
    {
        Path = path;
        var nodes = new List<OnnxNode>();
        for (var model = new ProtobufReader(stream, path); model.Next();)
        {
            if (model.Field != GraphField || !model.IsBytes) _model.Add(model.Whole);
            else for (var graph = model.Message(); graph.Next();) Read(graph, nodes);
        }
        Opset = Version();
        Nodes = nodes;
        _names.UnionWith(nodes.SelectMany(node => node.Inputs.Concat(node.Outputs)));
    }

    /// <summary>The file, for messages; empty for a graph that was made here.</summary>
    public string Path { get; }

    /// <summary>The version of the default operator set; 0 where none is stated.</summary>
    public int Opset { get; }

    /// <summary>The operations, each behind those whose values it reads.</summary>
    public IReadOnlyList<OnnxNode> Nodes { get; set; } = [];

    /// <summary>The constants.</summary>
    public IReadOnlyList<OnnxWeight> Weights => _weights;

    /// <summary>Names of what it takes, without its weights.</summary>
    public IReadOnlyList<string> Inputs => [.. Named(InputField).Except(_weights.Select(weight => weight.Name))];

    /// <summary>Names of what it gives.</summary>
    public IReadOnlyList<string> Outputs => [.. Named(OutputField)];

    /// <summary>Reads a graph without its weights' numbers.</summary>
    /// <exception cref="ScumbleException">The file is missing or damaged.</exception>
    public static OnnxGraph Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using var stream = GraphFile.Open(path);
        return GraphFile.Reading(path, () => new OnnxGraph(path, stream));
    }

    /// <summary>Adds a constant.</summary>
    public void Add(OnnxWeight weight)
    {
        ArgumentNullException.ThrowIfNull(weight);
        _weights.Add(weight);
        _names.Add(weight.Name);
    }

    /// <summary>Adds an input.</summary>
    public void AddInput(TensorPort port) => Add(InputField, port);

    /// <summary>Adds an output.</summary>
    public void AddOutput(TensorPort port) => Add(OutputField, port);

    /// <summary>Leaves only some of the nodes, and of weights and inputs what they read.</summary>
    /// <param name="nodes">What stays, in order.</param>
    /// <param name="inputs">What is given from outside from now on.</param>
    /// <param name="unread">Inputs that stay though nothing reads them.</param>
    /// <param name="outputs">All that it gives from now on; of new ones the runtime finds the type.</param>
    internal void Narrow(IReadOnlyList<OnnxNode> nodes, IEnumerable<TensorPort> inputs, IEnumerable<string> unread, IReadOnlyList<string> outputs)
    {
        var (read, given) = (nodes.SelectMany(node => node.Inputs).Concat(unread).ToHashSet(), Outputs);
        Nodes = nodes;
        _weights.RemoveAll(weight => !read.Contains(weight.Name) && !outputs.Contains(weight.Name));
        _graph.RemoveAll(field => field.Number == ValueField || (field.Number == InputField && !read.Contains(NameOf(field))) || (field.Number == OutputField && !outputs.Contains(NameOf(field))));
        foreach (var input in inputs) AddInput(input);
        foreach (var output in outputs.Except(given)) _graph.Add(new ProtobufField(OutputField, 2, 0, ProtobufBytes.Of(new ProtobufMessage().Add(1, output).ToArray())));
    }

    /// <summary>A name that no value has, beginning with <paramref name="stem"/>; no later call gives it again.</summary>
    public string NewName(string stem)
    {
        for (var i = _names.Count; ; i++)
            if (_names.Add($"{stem}{i}")) return $"{stem}{i}";
    }

    /// <summary>The graph as the content of an .onnx file, with the weights that lie in its own file; those beside it stay there.</summary>
    /// <exception cref="ScumbleException">The file is gone, or the whole does not fit into one message of 2 GB.</exception>
    public byte[] ToArray()
    {
        var graph = new ProtobufMessage();
        foreach (var node in Nodes) graph.Add(NodeField, node.Write());
        foreach (var weight in _weights) graph.Add(WeightField, weight.Content);
        foreach (var other in _graph) graph.Add(other);
        var model = new ProtobufMessage();
        foreach (var other in _model) model.Add(other);
        model.Add(GraphField, graph);
        if (model.Length > Array.MaxLength)
            throw new ScumbleException($"'{Path}' takes {model.Length} bytes in one message; 2 GB is the most.", "Export the model with its weights in a file of their own.");
        if (Path.Length == 0) return model.ToArray();
        using var stream = GraphFile.Open(Path);
        return GraphFile.Reading(Path, () => model.ToArray(stream));
    }

    private void Read(ProtobufReader graph, List<OnnxNode> nodes)
    {
        if (graph.Field == NodeField && graph.IsBytes) nodes.Add(OnnxNode.Read(graph.Message(), Path));
        else if (graph.Field == WeightField && graph.IsBytes) Add(OnnxWeight.Read(graph));
        else _graph.Add(graph.Whole);
    }

    // ValueInfoProto: 1 name, 2 type { 1 tensor { 1 element type, 2 shape { 1 dimension { 1 value } } } }.
    private void Add(int field, TensorPort port)
    {
        ArgumentNullException.ThrowIfNull(port);
        var shape = new ProtobufMessage();
        foreach (var size in port.Dimensions) shape.Add(1, size < 0 ? new ProtobufMessage() : new ProtobufMessage().Add(1, size));
        var tensor = new ProtobufMessage().Add(1, OnnxTypes.Of(port.ElementType)).Add(2, shape);
        var value = new ProtobufMessage().Add(1, port.Name).Add(2, new ProtobufMessage().Add(1, tensor));
        _graph.Add(new ProtobufField(field, 2, 0, ProtobufBytes.Of(value.ToArray())));
        _names.Add(port.Name);
    }

    private IEnumerable<string> Named(int field) => _graph.Where(one => one.Number == field).Select(NameOf);

    // Of a ValueInfoProto.
    private string NameOf(ProtobufField value)
    {
        for (var reader = value.Bytes.Read(Path); reader.Next();)
            if (reader.Field == 1) return reader.Text(MaxName);
        return "";
    }

    // The last set of ONNX's own operators counts.
    private int Version()
    {
        var version = 0;
        foreach (var set in _model.Where(field => field.Number == OpsetField)) version = OnnxHeaderReader.VersionOf(set.Bytes.Read(Path)) ?? version;
        return version;
    }
}
