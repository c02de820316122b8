// Circular padding: with every window of the network reading over an edge what lies at the other one, the network lives on a torus (or a
// cylinder), and what it gives moves along with what it is given. The field's "seamless" switches set it on each convolution.
using Scumble.Diagnostics;

namespace Scumble.Graphs;

public static partial class Rewrites
{
    /// <summary>Left and right edges meet.</summary>
    public static Rewrite SeamlessX { get; } = Add(new Seamless(true, false));

    /// <summary>Top and bottom edges meet.</summary>
    public static Rewrite SeamlessY { get; } = Add(new Seamless(false, true));

    /// <summary>Both pairs of edges meet.</summary>
    public static Rewrite SeamlessXY { get; } = Add(new Seamless(true, true));

    /// <summary>What makes a network of convolutions repeat on some axes; nothing where it need not.</summary>
    public static IReadOnlyList<Rewrite> Seamless(bool x, bool y) => (x, y) switch
    {
        (true, true) => [SeamlessXY],
        (true, false) => [SeamlessX],
        (false, true) => [SeamlessY],
        _ => [],
    };
}

/// <summary>
/// Convolutions and pools pad by what lies at the other edge; so do nodes that pad before them. Attention knows no place, and enlarging by
/// repetition needs no padding; enlarging by interpolation still ends at the edge, and so do convolutions in subgraphs and functions.
/// </summary>
/// <param name="X">Whether left and right edges meet.</param>
/// <param name="Y">Whether top and bottom edges meet.</param>
internal sealed record Seamless(bool X, bool Y) : Rewrite
{
    private static readonly string[] Windows =
        ["Conv", "FusedConv", "ConvInteger", "QLinearConv", "NhwcConv", "NhwcFusedConv", "MaxPool", "AveragePool", "LpPool"];

    public override string Id => $"seamless-{(X ? "x" : "")}{(Y ? "y" : "")}";

    public override void Apply(OnnxGraph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        var read = graph.Nodes.Where(IsWindow).Select(node => node.Inputs[0]).ToHashSet();
        var edges = new WrappedEdges(graph);
        var nodes = new List<OnnxNode>();
        foreach (var node in graph.Nodes)
        {
            var changed = IsWindow(node) ? OfWindow(graph, edges, node)
                : node.Op == "ConvTranspose" ? OfTransposed(graph, edges, node)
                : node.Op == "Pad" && read.Contains(node.Outputs[0]) ? OfPad(graph, edges, node) : node;
            nodes.AddRange(edges.Take());
            nodes.Add(changed);
        }
        graph.Nodes = nodes;
    }

    private static bool IsWindow(OnnxNode node) => Windows.Contains(node.Op);

    private OnnxNode OfWindow(OnnxGraph graph, WrappedEdges edges, OnnxNode node)
    {
        var window = Window.Of(graph, node);
        if (window is null) return node;
        var (value, pads) = (node.Inputs[0], window.Pads.ToArray());
        foreach (var (axis, k) in Axes(node))
        {
            value = edges.Add(value, axis, pads[k], pads[k + 2]);
            (pads[k], pads[k + 2]) = (0, 0);
        }
        return value == node.Inputs[0] ? node : Padded(node.WithInput(0, value), pads);
    }

    // Its pads are cut off the output. With some of the other edge before and behind, more is cut off, and what is left has it all around.
    private OnnxNode OfTransposed(OnnxGraph graph, WrappedEdges edges, OnnxNode node)
    {
        var window = Window.Of(graph, node);
        if (window is null) return node;
        if (node.Numbers("output_shape") is not null || node.Text("auto_pad") is not (null or "NOTSET"))
            throw Unknown(graph, node, "states the size of its output");
        var (value, pads) = (node.Inputs[0], window.Pads.ToArray());
        foreach (var (axis, k) in Axes(node))
        {
            var margin = window.Reach[k] > window.Strides[k] ? (window.Reach[k] - 1 + window.Strides[k] - 1) / window.Strides[k] : 0;
            value = edges.Add(value, axis, margin, margin);
            pads[k] += margin * window.Strides[k];
            pads[k + 2] += margin * window.Strides[k];
        }
        return value == node.Inputs[0] ? node : Padded(node.WithInput(0, value), pads);
    }

    // [n, c, y, x] before, then behind; since operator set 11 the pads are a value that may be computed.
    private OnnxNode OfPad(OnnxGraph graph, WrappedEdges edges, OnnxNode node)
    {
        if (node.Text("mode") == "wrap") return node;
        var (value, pads) = (node.Inputs[0], node.Numbers("pads")?.ToArray());
        if (pads is null && node.Inputs is [_, _, _, { Length: > 0 }, ..]) throw Unknown(graph, node, "names its axes");
        if (pads is not (null or { Length: 8 })) return node;
        foreach (var (axis, _) in Axes(node))
        {
            value = pads is null ? edges.AddComputed(value, axis, node.Inputs[1]) : edges.Add(value, axis, pads[axis], pads[axis + 4]);
            if (pads is not null) (pads[axis], pads[axis + 4]) = (0, 0);
        }
        return pads is null ? node.WithInput(0, value).WithInput(1, edges.Without(node.Inputs[1], X, Y))
            : node.WithInput(0, value).With(OnnxAttributeValue.Of("pads", pads));
    }

    // The axes that repeat, and which of a window's two numbers are theirs.
    private IEnumerable<(int Axis, int Index)> Axes(OnnxNode node)
    {
        var first = node.Op.StartsWith("Nhwc", StringComparison.Ordinal) ? 1 : 2;
        if (Y) yield return (first, 0);
        if (X) yield return (first + 1, 1);
    }

    private static OnnxNode Padded(OnnxNode node, long[] pads) =>
        (node.Text("auto_pad") is null ? node : node.With(OnnxAttributeValue.Of("auto_pad", "NOTSET"))).With(OnnxAttributeValue.Of("pads", pads));

    private static ScumbleException Unknown(OnnxGraph graph, OnnxNode node, string what) => new(
        $"'{graph.Path}' cannot be made to repeat: {node.Op} '{node.Name}' {what}.", "Leave --tile out, or export the model with fixed padding.");
}
