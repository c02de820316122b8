namespace Scumble.Nodes;

/// <summary>In which order nodes run: after what they hang on, and else as the document has them (A. B. Kahn, "Topological sorting of large networks", 1962).</summary>
internal static class GraphOrder
{
    /// <summary>All nodes that are in no circle and hang on none.</summary>
    public static IReadOnlyList<GraphNode> Of(TextureGraph graph)
    {
        var byId = graph.Nodes.ToDictionary(node => node.Id);
        var wires = graph.Wires.Where(wire => byId.ContainsKey(wire.FromNode) && byId.ContainsKey(wire.ToNode)).ToArray();
        var (next, missing) = (wires.ToLookup(wire => wire.FromNode), graph.Nodes.ToDictionary(node => node.Id, _ => 0));
        foreach (var wire in wires) missing[wire.ToNode]++;
        var place = graph.Nodes.Select((node, i) => (node.Id, i)).ToDictionary(pair => pair.Id, pair => pair.i);
        var ready = new PriorityQueue<GraphNode, int>(graph.Nodes.Where(node => missing[node.Id] == 0).Select(node => (node, place[node.Id])));
        var order = new List<GraphNode>();
        while (ready.TryDequeue(out var node, out _))
        {
            order.Add(node);
            foreach (var wire in next[node.Id])
                if (--missing[wire.ToNode] == 0) ready.Enqueue(byId[wire.ToNode], place[wire.ToNode]);
        }
        return order;
    }

    /// <summary>A fault for each node that waits for itself, or for one that does.</summary>
    public static IEnumerable<GraphFault> Circles(TextureGraph graph)
    {
        var done = Of(graph).Select(node => node.Id).ToHashSet();
        var left = graph.Nodes.Where(node => !done.Contains(node.Id)).Select(node => node.Id).ToHashSet();
        var before = graph.Wires.Where(wire => left.Contains(wire.FromNode) && left.Contains(wire.ToNode)).ToLookup(wire => wire.ToNode, wire => wire.FromNode);
        foreach (var node in graph.Nodes.Where(node => left.Contains(node.Id)))
            yield return new(node.Id, null, Circle(node.Id, before), "Remove one of the circle's wires.");
    }

    // Backwards from a node every step stays among those left, so it comes to a circle.
    private static string Circle(string node, ILookup<string, string> before)
    {
        var path = new List<string>();
        for (var at = node; ; at = before[at].First())
        {
            var met = path.IndexOf(at);
            path.Add(at);
            if (met < 0) continue;
            path.RemoveRange(0, met);
            path.Reverse();
            return $"It waits for the circle {string.Join(" -> ", path.Count > 12 ? [.. path.Take(12), "..."] : path)}.";
        }
    }
}
