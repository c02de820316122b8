using Scumble.Tensors;

namespace Scumble.Graphs;

/// <summary>
/// One part of a graph that is cut where the bits of the whole are kept (<see cref="GraphCuts"/>). What it gives to later parts is among its outputs, and beside each of these
/// its shape (<see cref="ShapeOf"/>), Float32.
/// </summary>
/// <param name="Index">Which part, from 0.</param>
/// <param name="Count">Into how many the graph is cut, at most.</param>
/// <param name="Taken">What earlier parts give, with the types that the runtime found.</param>
internal sealed record GraphPart(int Index, int Count, IReadOnlyList<TensorPort> Taken) : Rewrite
{
    private const string Shape = "/scumble-shape";

    /// <summary>How many parts a graph is cut into where <paramref name="count"/> are wanted.</summary>
    /// <exception cref="Diagnostics.ScumbleException">The graph is missing or damaged.</exception>
    public static int CountOf(GraphSource source, int count)
    {
        var graph = OnnxGraph.Read(source.Path);
        foreach (var rewrite in source.Rewrites) rewrite.Apply(graph);
        return GraphCuts.Of(graph, count).Ends.Count;
    }

    public override string Id => $"part-{Index + 1}-of-{Count}";

    /// <summary>The output that tells the shape of a value.</summary>
    public static string ShapeOf(string value) => value + Shape;

    public override void Apply(OnnxGraph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        var cuts = GraphCuts.Of(graph, Count);
        var given = cuts.Given(Index);
        string[] passed = [.. given.Except(graph.Outputs)];
        var nodes = cuts.Nodes(Index).ToList();
        foreach (var value in passed)
        {
            var whole = graph.NewName("shape");
            nodes.Add(new OnnxNode("Shape", [value], [whole]));
            nodes.Add(new OnnxNode("Cast", [whole], [ShapeOf(value)], OnnxAttributeValue.OfNumber("to", OnnxTypes.Of(ElementType.Float32))));
        }
        var taken = cuts.Taken(Index);
        var unread = Index == 0 ? graph.Inputs.Except(graph.Nodes.SelectMany(node => node.Inputs)) : [];
        graph.Narrow(nodes, Taken.Where(port => taken.Contains(port.Name)), unread, [.. given, .. passed.Select(ShapeOf)]);
    }

    public bool Equals(GraphPart? other) => other is not null && Id == other.Id;

    public override int GetHashCode() => HashCode.Combine(Index, Count);
}
