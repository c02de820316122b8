using Scumble.Graphs;
using Scumble.Tensors;

namespace Scumble.Onnx;

/// <summary>An ONNX graph of one node, c = a b of float32 square matrices.</summary>
internal static class MatMulGraph
{
    private const int Opset = 17;

    /// <summary>The graph as the content of a model.onnx.</summary>
    /// <param name="size">Rows and columns of each matrix.</param>
    public static byte[] Create(int size)
    {
        var graph = new OnnxGraph(Opset) { Nodes = [new OnnxNode("MatMul", ["a", "b"], ["c"])] };
        graph.AddInput(Matrix("a"));
        graph.AddInput(Matrix("b"));
        graph.AddOutput(Matrix("c"));
        return graph.ToArray();

        TensorPort Matrix(string name) => new(name, ElementType.Float32, [size, size]);
    }
}
