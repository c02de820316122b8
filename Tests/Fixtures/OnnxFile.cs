using Scumble.Formats;

namespace Scumble.Tests.Fixtures;

/// <summary>Tiny ONNX files, field by field (onnx.proto), so that each can be wrong in one way.</summary>
public static class OnnxFile
{
    /// <summary>ModelProto: an operator set and a graph.</summary>
    public static byte[] Model(long opset, params byte[][] graphFields) =>
        [.. Number(1, 8), .. Field(8, Number(2, opset)), .. Field(7, Join(graphFields))];

    /// <summary>GraphProto.input or output: a float tensor; -1 leaves a dimension open.</summary>
    public static byte[] Port(int field, string name, int type, params int[] dimensions) => Field(field, Join(
        Text(1, name), Field(2, Field(1, Join(Number(1, type), Field(2, Join([.. dimensions.Select(d => Field(1, d < 0 ? Text(2, "n") : Number(1, d)))])))))));

    public static byte[] Input(string name, params int[] dimensions) => Port(11, name, 1, dimensions);

    public static byte[] Output(string name, params int[] dimensions) => Port(12, name, 1, dimensions);

    /// <summary>GraphProto.initializer with its data inside.</summary>
    public static byte[] Weight(string name, long[] dimensions, byte[] data) =>
        Field(5, Join([.. dimensions.Select(d => Number(1, d)), Number(2, 1), Text(8, name), Field(9, data)]));

    /// <summary>GraphProto.initializer of float numbers.</summary>
    public static byte[] Floats(string name, long[] dimensions, IEnumerable<float> values) => Weight(name, dimensions, [.. values.SelectMany(BitConverter.GetBytes)]);

    /// <summary>GraphProto.initializer with its data in another file.</summary>
    public static byte[] ExternalWeight(string name, long[] dimensions, string location, long offset, long length) => Field(5, Join(
    [
        .. dimensions.Select(d => Number(1, d)), Number(2, 1), Text(8, name), Entry("location", location), Entry("offset", $"{offset}"), Entry("length", $"{length}"), Number(14, 1),
    ]));

    /// <summary>GraphProto.initializer of whole numbers.</summary>
    public static byte[] Integers(string name, params long[] values) =>
        Field(5, Join(Number(1, values.Length), Number(2, 7), Text(8, name), Field(9, [.. values.SelectMany(BitConverter.GetBytes)])));

    /// <summary>GraphProto.node with attributes that are lists of whole numbers, or one.</summary>
    public static byte[] Node(string kind, string[] inputs, string output, params (string Name, long[] Values)[] attributes) => Field(1, Join(
    [
        .. inputs.Select(input => Text(1, input)), Text(2, output), Text(4, kind),
        .. attributes.Select(attribute => Field(5, attribute.Values.Length == 1
            ? Join(Text(1, attribute.Name), Number(3, attribute.Values[0]), Number(20, 2))
            : Join([Text(1, attribute.Name), .. attribute.Values.Select(value => Number(8, value)), Number(20, 7)]))),
    ]));

    private static byte[] Entry(string key, string value) => Field(13, Join(Text(1, key), Text(2, value)));

    private static byte[] Join(params byte[][] parts) => [.. parts.SelectMany(part => part)];

    private static byte[] Text(int field, string value) => new ProtobufMessage().Add(field, value).ToArray();

    private static byte[] Field(int field, byte[] value) => new ProtobufMessage().Add(field, value).ToArray();

    private static byte[] Number(int field, long value) => new ProtobufMessage().Add(field, value).ToArray();
}
