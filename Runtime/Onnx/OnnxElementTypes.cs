using Microsoft.ML.OnnxRuntime.Tensors;
using ElementType = Scumble.Tensors.ElementType;

namespace Scumble.Onnx;

/// <summary>The two words for each element type.</summary>
internal static class OnnxElementTypes
{
    private static readonly (ElementType Ours, TensorElementType Theirs)[] Pairs =
    [
        (ElementType.Float32, TensorElementType.Float),
        (ElementType.Float64, TensorElementType.Double),
        (ElementType.Float16, TensorElementType.Float16),
        (ElementType.Int32, TensorElementType.Int32),
        (ElementType.Int64, TensorElementType.Int64),
        (ElementType.UInt8, TensorElementType.UInt8),
        (ElementType.Bool, TensorElementType.Bool),
    ];

    public static ElementType? Ours(TensorElementType theirs)
    {
        foreach (var pair in Pairs)
            if (pair.Theirs == theirs) return pair.Ours;
        return null;
    }

    public static TensorElementType Theirs(ElementType ours) => Array.Find(Pairs, pair => pair.Ours == ours).Theirs;
}
