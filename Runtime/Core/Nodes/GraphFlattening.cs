using Scumble.Diagnostics;

namespace Scumble.Nodes;

/// <summary>
/// A graph with the nodes of its graph nodes in their place, called "outer/inner", so that what is within is cached, checked and run like the
/// rest. Exposed parameters become what is set or wired outside, output nodes the wires that lead to them.
/// </summary>
internal static class GraphFlattening
{
    /// <summary>The flat graph; graph nodes that cannot be opened stay in it, with a fault that says why.</summary>
    public static (TextureGraph Graph, IReadOnlyList<GraphFault> Faults) Expand(TextureGraph graph)
    {
        var faults = new List<GraphFault>();
        while (true)
        {
            var outer = graph.Nodes.FirstOrDefault(node => node.Kind == GraphKind.KindId && faults.All(fault => fault.Node != node.Id));
            if (outer is null) return (graph, faults);
            try
            {
                graph = Replace(graph, outer, GraphKind.Within(outer));
                if (graph.Nodes.Count > TextureGraph.MaxNodes)
                    throw new ScumbleException($"With the graphs within it has {graph.Nodes.Count} nodes; at most {TextureGraph.MaxNodes} run.", "Use fewer graph nodes.");
            }
            catch (ScumbleException e)
            {
                faults.Add(new(outer.Id, GraphKind.ParameterName, e.Message, e.Hint));
                if (graph.Nodes.Count > TextureGraph.MaxNodes) return (graph with { Nodes = [], Wires = [] }, [new(null, null, e.Message, e.Hint)]);
            }
        }
    }

    private static TextureGraph Replace(TextureGraph graph, GraphNode outer, TextureGraph inner)
    {
        string Within(string id) => $"{outer.Id}/{id}";
        var nodes = inner.Nodes.Where(node => node.Kind != OutputKind.KindId).ToDictionary(node => node.Id, node => node with { Id = Within(node.Id) });
        var wires = inner.Wires.Where(wire => nodes.ContainsKey(wire.ToNode))
            .Select(wire => wire with { FromNode = Within(wire.FromNode), ToNode = Within(wire.ToNode) }).ToList();

        // What is set outside
        var known = inner.Exposed.ToDictionary(exposed => exposed.Name);
        foreach (var (name, value) in outer.Parameters)
        {
            if (!known.TryGetValue(name, out var exposed) || !nodes.TryGetValue(exposed.Node, out var node)) continue; // the check of the outer node says so
            nodes[exposed.Node] = node.With(exposed.Parameter, value);
            wires.RemoveAll(wire => wire.ToNode == node.Id && wire.ToPort == exposed.Parameter);
        }

        // What is wired outside
        var outputs = GraphKind.OutputWires(inner);
        foreach (var wire in graph.Wires)
        {
            var (from, to) = (wire, wire);
            if (wire.ToNode == outer.Id && known.TryGetValue(wire.ToPort, out var exposed))
            {
                to = wire with { ToNode = Within(exposed.Node), ToPort = exposed.Parameter };
                wires.RemoveAll(one => one.ToNode == to.ToNode && one.ToPort == to.ToPort);
            }
            if (wire.FromNode == outer.Id && outputs.TryGetValue(wire.FromPort, out var source)) from = wire with { FromNode = Within(source.FromNode), FromPort = source.FromPort };
            wires.Add(wire with { FromNode = from.FromNode, FromPort = from.FromPort, ToNode = to.ToNode, ToPort = to.ToPort });
        }
        return graph with { Nodes = [.. graph.Nodes.SelectMany(node => node == outer ? (IEnumerable<GraphNode>)nodes.Values : [node])], Wires = wires };
    }
}
