using Scumble.Tensors;

namespace Scumble.Graphs;

/// <summary>onnx.proto's TensorProto.DataType.</summary>
internal static class OnnxTypes
{
    /// <summary>Texts: the one type whose elements may take no byte.</summary>
    public const int Text = 8;

    private static readonly Dictionary<int, (string Name, int Bits, ElementType? Ours)> Known = new()
    {
        [1] = ("float32", 32, ElementType.Float32),
        [2] = ("uint8", 8, ElementType.UInt8),
        [3] = ("int8", 8, null),
        [4] = ("uint16", 16, null),
        [5] = ("int16", 16, null),
        [6] = ("int32", 32, ElementType.Int32),
        [7] = ("int64", 64, ElementType.Int64),
        [Text] = ("string", 8, null),
        [9] = ("bool", 8, ElementType.Bool),
        [10] = ("float16", 16, ElementType.Float16),
        [11] = ("float64", 64, ElementType.Float64),
        [12] = ("uint32", 32, null),
        [13] = ("uint64", 64, null),
        [16] = ("bfloat16", 16, null),
        [17] = ("float8", 8, null),
        [18] = ("float8", 8, null),
        [19] = ("float8", 8, null),
        [20] = ("float8", 8, null),
        [21] = ("uint4", 4, null),
        [22] = ("int4", 4, null),
        [23] = ("float4", 4, null),
    };

    /// <summary>Our word for a type that inputs and outputs may have, or null.</summary>
    public static ElementType? Of(int type) => Known.TryGetValue(type, out var known) ? known.Ours : null;

    /// <summary>The number of a type of ours.</summary>
    public static int Of(ElementType type) => Known.First(pair => pair.Value.Ours == type).Key;

    /// <summary>The field's word.</summary>
    public static string Name(int type) => Known.TryGetValue(type, out var known) ? known.Name : $"number {type}";

    /// <summary>Bits of one element; a byte for types that nobody knows yet.</summary>
    public static int Bits(int type) => Known.TryGetValue(type, out var known) ? known.Bits : 8;
}
