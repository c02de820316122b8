using System.Text.Json;

namespace Scumble.Nodes;

/// <summary>What leaves the graph.</summary>
internal sealed class OutputKind : NodeKind
{
    public const string KindId = "output";

    private const string DataName = "data";
    private readonly NodePort _input;

    public OutputKind() : base(KindId, "Output", NodeCategory.InputOutput, SeamRule.None, "Hands a picture or a material to whoever runs the graph, under a name.")
    {
        _input = In("input", PortType.Any, "What leaves the graph.");
        Text("name", "", GraphNode.MaxIdLength, "What files and engines call it: letters, digits, _ and -; the node's id where it is empty.");
        Toggle(DataName, false, "Whether a picture holds numbers and no colours: its file is not marked as sRGB then.");
    }

    /// <summary>The name of an output node.</summary>
    public static string NameOf(GraphNode node) => node.Parameters.TryGetValue("name", out var name) && name.ValueKind == JsonValueKind.String && GraphNode.IsId(name.GetString()!) ? name.GetString()! : node.Id;

    /// <summary>Whether an output node's picture holds numbers.</summary>
    public static bool IsData(GraphNode node) => node.Parameters.TryGetValue(DataName, out var data) && data.ValueKind == JsonValueKind.True;

    private protected override void Run(NodeRun run) => run.Set(_input, run.Value(_input)!);
}

public static partial class NodeKinds
{
    /// <summary>What leaves the graph.</summary>
    public static NodeKind Output { get; } = Add(new OutputKind());
}
