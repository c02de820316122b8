using NUnit.Framework;
using Scumble.Graphs;
using Scumble.Onnx;

namespace Scumble.Tests.Onnx;

/// <summary>Which convolutions CUDA gets with channels innermost. What they compute there, only a GPU says.</summary>
public sealed class InnermostConvolutionsTests
{
    private static readonly long[] Outermost = [0, 3, 1, 2], Innermost = [0, 2, 3, 1];

    [Test]
    public void BetweenTwoTranspositions()
    {
        var graph = Graph([Transpose("x", "outer", Outermost), Conv("outer", "sum"), Transpose("sum", "y", Innermost)]);
        new InnermostConvolutions().Apply(graph);
        Assert.That(graph.Nodes, Has.Count.EqualTo(2));
        var (filters, conv) = (graph.Nodes[0], graph.Nodes[1]);
        Assert.That((filters.Op, filters.Inputs[0], conv.Op, conv.Domain, conv.Inputs[0], conv.Outputs[0]), Is.EqualTo(("Transpose", "w", "NhwcConv", "com.microsoft", "x", "y")));
        Assert.That(filters.Numbers("perm"), Is.EqualTo(Innermost));
        Assert.That(conv.Inputs, Is.EqualTo(new[] { "x", filters.Outputs[0], "b" }));
        Assert.That(conv.Numbers("strides"), Is.EqualTo(new[] { 2, 2 }), "settings stay");
    }

    // Either neighbour of another order, none behind, or the value between read elsewhere too.
    [TestCase(false, true, true)]
    [TestCase(true, false, true)]
    [TestCase(true, true, false)]
    public void NotElsewhere(bool isBefore, bool isBehind, bool isAlone)
    {
        OnnxNode[] nodes = [Transpose("x", "outer", isBefore ? Outermost : Innermost), Conv("outer", "sum"), Transpose("sum", "y", isBehind ? Innermost : Outermost)];
        var graph = Graph(isAlone ? nodes : [.. nodes, new OnnxNode("Neg", ["sum"], ["z"])]);
        new InnermostConvolutions().Apply(graph);
        Assert.That(graph.Nodes.Select(node => node.Op), Has.Member("Conv").And.No.Member("NhwcConv"));
    }

    [Test]
    public void ATranspositionThatOthersReadStays()
    {
        var graph = Graph([Transpose("x", "outer", Outermost), Conv("outer", "sum"), Transpose("sum", "y", Innermost), new OnnxNode("Neg", ["outer"], ["z"])]);
        new InnermostConvolutions().Apply(graph);
        Assert.That(graph.Nodes.Select(node => node.Op), Is.EqualTo(new[] { "Transpose", "Transpose", "NhwcConv", "Neg" }));
    }

    private static OnnxGraph Graph(IReadOnlyList<OnnxNode> nodes) => new(20) { Nodes = nodes };

    private static OnnxNode Transpose(string from, string to, long[] order) => new("Transpose", [from], [to], OnnxAttributeValue.Of("perm", order));

    private static OnnxNode Conv(string from, string to) => new("Conv", [from, "w", "b"], [to], OnnxAttributeValue.Of("strides", 2, 2));
}
