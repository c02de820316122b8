using Scumble.Sampling;
using Scumble.Tensors;

namespace Scumble.Tests.Fixtures;

/// <summary>A network of float32 that multiplies the first half of its batch by one number and the second half by another.</summary>
public sealed class LinearHalves(float first, float second) : IPredictor
{
    public int Calls { get; private set; }

    /// <summary>Number of elements of all calls.</summary>
    public long Elements { get; private set; }

    public void Predict(Tensor scaledInput, in DenoiseCall call, Tensor output)
    {
        Calls++;
        var source = ((CpuTensor<float>)scaledInput).Span;
        var target = ((CpuTensor<float>)output).Span;
        Elements += source.Length;
        for (var i = 0; i < source.Length; i++) target[i] = source[i] * (i < source.Length / 2 ? first : second);
    }
}
