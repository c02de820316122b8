using System.Runtime.CompilerServices;
using System.Text.Json;
using Scumble.Diagnostics;

namespace Scumble.Nodes;

/// <summary>A graph as a node: its exposed parameters are parameters and inputs, its output nodes are outputs.</summary>
internal sealed class GraphKind : NodeKind
{
    public const string KindId = "graph", ParameterName = "graph";

    private static readonly ConditionalWeakTable<GraphNode, object> Opened = [];

    public GraphKind() : base(KindId, "Graph", NodeCategory.InputOutput, SeamRule.None, "Another graph as one node: what it exposes may be set or wired, and each of its outputs is one.") =>
        Graph(ParameterName, "The graph's document.");

    public override string Keywords => "subgraph group reuse";

    /// <summary>The graph of a node.</summary>
    /// <exception cref="ScumbleException">There is none, or it cannot be read.</exception>
    public static TextureGraph Within(GraphNode node) => Opened.GetValue(node, Open) as TextureGraph ?? throw (ScumbleException)Opened.GetValue(node, Open);

    /// <summary>The wire that leads to each output, by the output's name.</summary>
    public static Dictionary<string, GraphWire> OutputWires(TextureGraph graph)
    {
        var outputs = new Dictionary<string, GraphWire>();
        foreach (var node in graph.Nodes.Where(node => node.Kind == OutputKind.KindId))
            if (graph.Wires.FirstOrDefault(wire => wire.ToNode == node.Id) is { } wire) outputs.TryAdd(OutputKind.NameOf(node), wire);
        return outputs;
    }

    public override IReadOnlyList<NodePort> InputsOf(GraphNode node) => TryWithin(node) is not { } graph ? Inputs :
        [.. Targets(graph).Select(target => (target.Exposed, Port: target.Kind.InputsOf(target.Node).FirstOrDefault(port => port.Name == target.Exposed.Parameter)))
            .Where(pair => pair.Port is not null).Select(pair => pair.Port! with { Name = pair.Exposed.Name, Help = HelpOf(pair.Exposed, pair.Port.Help) })];

    public override IReadOnlyList<NodePort> OutputsOf(GraphNode node) => TryWithin(node) is not { } graph ? Outputs :
        [.. OutputWires(graph).Select(output => new NodePort(output.Key, TypeOf(graph, output.Value), "An output of the graph."))];

    public override IReadOnlyList<NodeParameter> ParametersOf(GraphNode node) => TryWithin(node) is not { } graph ? Parameters :
        [.. Parameters, .. Targets(graph).Select(target => (target, Parameter: target.Kind.ParametersOf(target.Node).FirstOrDefault(one => one.Name == target.Exposed.Parameter)))
            .Where(pair => pair.Parameter is not null && pair.target.Exposed.Name != ParameterName)
            .Select(pair => pair.Parameter! with
            {
                Name = pair.target.Exposed.Name,
                Help = HelpOf(pair.target.Exposed, pair.Parameter.Help),
                Default = pair.target.Node.Parameters.TryGetValue(pair.target.Exposed.Parameter, out var set) ? set : pair.Parameter.Default,
            })];

    private static string HelpOf(ExposedParameter exposed, string otherwise) => exposed.Help.Length > 0 ? exposed.Help : otherwise;

    private static IEnumerable<(ExposedParameter Exposed, GraphNode Node, NodeKind Kind)> Targets(TextureGraph graph)
    {
        var byId = graph.Nodes.ToDictionary(node => node.Id);
        foreach (var exposed in graph.Exposed)
            if (byId.TryGetValue(exposed.Node, out var node) && NodeKinds.Find(node.Kind) is { } kind) yield return (exposed, node, kind);
    }

    private static PortType TypeOf(TextureGraph graph, GraphWire wire) =>
        graph.Nodes.FirstOrDefault(node => node.Id == wire.FromNode) is { } node && NodeKinds.Find(node.Kind)?.OutputsOf(node).FirstOrDefault(port => port.Name == wire.FromPort) is { } port ? port.Type : PortType.Picture;

    private static TextureGraph? TryWithin(GraphNode node) => Opened.GetValue(node, Open) as TextureGraph;

    private static object Open(GraphNode node)
    {
        try
        {
            return node.Parameters.TryGetValue(ParameterName, out var json) && json.ValueKind == JsonValueKind.Object ? TextureGraph.FromJson(json)
                : new ScumbleException($"The node '{node.Id}' holds no graph.", "Open one in it.");
        }
        catch (ScumbleException e)
        {
            return e;
        }
    }
}

public static partial class NodeKinds
{
    /// <summary>A graph within a graph.</summary>
    public static NodeKind Graph { get; } = Add(new GraphKind());
}
