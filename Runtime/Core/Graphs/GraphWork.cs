namespace Scumble.Graphs;

/// <summary>
/// About how much work each node of a graph is, from weights and strides alone: multiplications of weights for each place of the input. Attention's own products, which
/// no weight tells, and interpolations are left out.
/// </summary>
internal static class GraphWork
{
    // What enlarges says by how much only when it runs; all of the field's networks double both edges.
    private const double Enlarged = 4;

    /// <summary>The work of each node, in the graph's order; the unit is free.</summary>
    public static double[] Of(OnnxGraph graph)
    {
        var sizes = graph.Weights.ToDictionary(weight => weight.Name, weight => weight.Dimensions.Aggregate(1.0, (a, b) => a * b));
        var places = graph.Inputs.ToDictionary(input => input, _ => 1.0);
        var work = new double[graph.Nodes.Count];
        for (var i = 0; i < work.Length; i++)
        {
            var node = graph.Nodes[i];
            var area = node.Inputs.Select(input => places.GetValueOrDefault(input)).DefaultIfEmpty().Max();
            var stride = (node.Numbers("strides") ?? []).Aggregate(1.0, (a, b) => a * b);
            area = node.Op switch
            {
                "Conv" or "MaxPool" or "AveragePool" => area / stride,
                "ConvTranspose" => area * stride,
                "Resize" or "Upsample" => area * Enlarged,
                _ => area,
            };
            foreach (var output in node.Outputs) places[output] = area;
            // Weights that are stored smaller are worked out first.
            if (area == 0) sizes[node.Outputs[0]] = node.Inputs.Select(input => sizes.GetValueOrDefault(input)).DefaultIfEmpty().Max();
            work[i] = node.Op is "Conv" or "ConvTranspose" or "MatMul" or "Gemm" ? area * node.Inputs.Sum(input => sizes.GetValueOrDefault(input)) : 0;
        }
        return work;
    }
}
