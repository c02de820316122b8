using Scumble.Graphs;

namespace Scumble.Onnx;

/// <summary>
/// Convolutions between a transposition that brings channels outermost and one that brings them back become one operation of CUDA's provider, which takes them innermost:
/// two kernels less each, and none inside that change the order. The bits may differ by how the device sums.
/// </summary>
internal sealed record InnermostConvolutions : Rewrite
{
    private static readonly long[] Outermost = [0, 3, 1, 2], Innermost = [0, 2, 3, 1];

    /// <inheritdoc/>
    public override string Id => "innermost-convolutions";

    /// <summary>Whether a graph has such convolutions.</summary>
    public static bool IsFor(GraphSource source)
    {
        var graph = OnnxGraph.Read(source.Path);
        foreach (var rewrite in source.Rewrites) rewrite.Apply(graph);
        return Found(graph).Count > 0;
    }

    /// <inheritdoc/>
    public override void Apply(OnnxGraph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        var found = Found(graph);
        var behind = found.Values.Select(pair => pair.Behind).ToHashSet();
        var nodes = new List<OnnxNode>();
        foreach (var node in graph.Nodes)
        {
            if (behind.Contains(node)) continue;
            if (!found.TryGetValue(node, out var pair))
            {
                nodes.Add(node);
                continue;
            }
            // Filters are [outputs, rows, columns, inputs] then; of constants the runtime works that out when it opens the graph.
            var filters = graph.NewName("innermost_");
            nodes.Add(new OnnxNode("Transpose", [node.Inputs[1]], [filters], OnnxAttributeValue.Of("perm", Innermost)) { Name = filters });
            nodes.Add(node.WithInput(0, pair.Before.Inputs[0]).WithInput(1, filters) with { Op = "NhwcConv", Domain = "com.microsoft", Outputs = pair.Behind.Outputs });
        }
        var read = nodes.SelectMany(node => node.Inputs).Concat(graph.Outputs).ToHashSet();
        var before = found.Values.Select(pair => pair.Before).ToHashSet();
        graph.Nodes = [.. nodes.Where(node => !before.Contains(node) || read.Contains(node.Outputs[0]))];
    }

    private static Dictionary<OnnxNode, (OnnxNode Before, OnnxNode Behind)> Found(OnnxGraph graph)
    {
        var found = new Dictionary<OnnxNode, (OnnxNode Before, OnnxNode Behind)>(ReferenceEqualityComparer.Instance);
        var giver = graph.Nodes.SelectMany(node => node.Outputs.Select(output => (output, node))).ToLookup(pair => pair.output, pair => pair.node);
        var readers = graph.Nodes.SelectMany(node => node.Inputs.Select(input => (input, node))).ToLookup(pair => pair.input, pair => pair.node);
        var outputs = graph.Outputs.ToHashSet();
        foreach (var node in graph.Nodes.Where(node => node is { Op: "Conv", Domain: "" } && node.Text("auto_pad") is (null or "NOTSET")))
        {
            if (giver[node.Inputs[0]].FirstOrDefault() is { } before && IsTranspose(before, Outermost)
                && !outputs.Contains(node.Outputs[0]) && readers[node.Outputs[0]].ToArray() is [var behind] && IsTranspose(behind, Innermost))
                found[node] = (before, behind);
        }
        return found;
    }

    private static bool IsTranspose(OnnxNode node, long[] order) => node is { Op: "Transpose", Domain: "" } && node.Numbers("perm") is { } perm && perm.SequenceEqual(order);
}
