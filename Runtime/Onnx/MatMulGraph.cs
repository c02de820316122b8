namespace Scumble.Onnx;

/// <summary>An ONNX graph of one node, c = a b of float32 square matrices; field numbers are onnx.proto's.</summary>
internal static class MatMulGraph
{
    private const int Float = 1;

    private const int IrVersion = 8;

    private const int Opset = 17;

    /// <summary>The graph as the content of a model.onnx.</summary>
    /// <param name="size">Rows and columns of each matrix.</param>
    public static byte[] Create(int size)
    {
        var node = new ProtobufMessage().Add(1, "a").Add(1, "b").Add(2, "c").Add(4, "MatMul");
        var graph = new ProtobufMessage().Add(1, node).Add(2, "matmul")
            .Add(11, Matrix("a", size)).Add(11, Matrix("b", size)).Add(12, Matrix("c", size));
        var opset = new ProtobufMessage().Add(1, "").Add(2, Opset);
        return new ProtobufMessage().Add(1, IrVersion).Add(7, graph).Add(8, opset).ToArray();
    }

    private static ProtobufMessage Matrix(string name, int size)
    {
        var dimension = new ProtobufMessage().Add(1, size);
        var shape = new ProtobufMessage().Add(1, dimension).Add(1, dimension);
        var tensor = new ProtobufMessage().Add(1, Float).Add(2, shape);
        return new ProtobufMessage().Add(1, name).Add(2, new ProtobufMessage().Add(1, tensor));
    }
}
