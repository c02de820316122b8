namespace Scumble.Graphs;

/// <summary>How a convolution or pool over two axes moves over its input. Rows first.</summary>
/// <param name="Pads">Places added before rows and columns, then behind them.</param>
/// <param name="Reach">Places that it sees at once.</param>
/// <param name="Strides">Places from one to the next.</param>
internal sealed record Window(IReadOnlyList<long> Pads, IReadOnlyList<long> Reach, IReadOnlyList<long> Strides)
{
    /// <summary>The window of a node, or null where it is not over two axes, or its size is not stated.</summary>
    public static Window? Of(OnnxGraph graph, OnnxNode node)
    {
        var kernel = node.Numbers("kernel_shape") ?? graph.Weights.FirstOrDefault(weight => node.Inputs.Count > 1 && weight.Name == node.Inputs[1])?.Dimensions.Skip(2).ToArray();
        if (kernel is not { Count: 2 }) return null;
        var (strides, dilations) = (node.Numbers("strides") ?? [1, 1], node.Numbers("dilations") ?? [1, 1]);
        long[] reach = [((kernel[0] - 1) * dilations[0]) + 1, ((kernel[1] - 1) * dilations[1]) + 1];
        var pads = node.Text("auto_pad") switch
        {
            null or "NOTSET" => node.Numbers("pads") ?? [0, 0, 0, 0],
            "VALID" => [0, 0, 0, 0],
            // As many outputs as inputs over the stride, where that divides them.
            var same => Same(reach, strides, same == "SAME_UPPER"),
        };
        return new Window(pads, reach, strides);
    }

    private static long[] Same(long[] reach, IReadOnlyList<long> strides, bool isUpper)
    {
        long[] all = [Math.Max(0, reach[0] - strides[0]), Math.Max(0, reach[1] - strides[1])];
        long[] less = [all[0] / 2, all[1] / 2], more = [all[0] - less[0], all[1] - less[1]];
        return isUpper ? [.. less, .. more] : [.. more, .. less];
    }
}
