using Microsoft.ML.OnnxRuntime;
using Scumble.Tensors;

namespace Scumble.Onnx;

/// <summary>Values to time a graph with.</summary>
internal static class BareValues
{
    /// <summary>A value in ONNX Runtime's memory: uniform noise in -1..1 for float32, zero for all else. The caller disposes it.</summary>
    public static OrtValue Create(ElementType elementType, TensorShape shape)
    {
        long[] dimensions = [.. shape.Dimensions.ToArray().Select(d => (long)d)];
        var value = OrtValue.CreateAllocatedTensorValue(OrtAllocator.DefaultInstance, OnnxElementTypes.Theirs(elementType), dimensions);
        value.GetTensorMutableRawData().Clear();
        if (elementType != ElementType.Float32) return value;
        var random = new Random(1);
        foreach (ref var x in value.GetTensorMutableDataAsSpan<float>()) x = 2 * random.NextSingle() - 1;
        return value;
    }
}
