namespace Scumble.Nodes;

/// <summary>What became of a graph.</summary>
/// <param name="Graph">The graph as it ran.</param>
/// <param name="Nodes">The last event of each node that was to run, by id, in the order of the run.</param>
/// <param name="Outputs">What the output nodes were given, in the order of the document; those that failed are missing.</param>
/// <param name="IsGenerated">Whether a model made part of an output.</param>
public sealed record GraphResult(TextureGraph Graph, IReadOnlyDictionary<string, GraphEvent> Nodes, IReadOnlyList<GraphOutput> Outputs, bool IsGenerated)
{
    /// <summary>The nodes that failed, and the graph's other faults.</summary>
    public IEnumerable<GraphEvent> Failures => Nodes.Values.Where(node => node.Status == NodeStatus.Failed);

    /// <summary>The output of this name.</summary>
    /// <exception cref="KeyNotFoundException">There is none, or it failed.</exception>
    public GraphOutput this[string name] => Outputs.FirstOrDefault(output => output.Name == name)
        ?? throw new KeyNotFoundException($"The graph has no output '{name}', or it failed.");
}
