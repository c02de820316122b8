using Scumble.Sampling;
using Scumble.Tensors;

namespace Scumble.Tests.Fixtures;

/// <summary>A network that multiplies each equal part of its batch by a factor of its own.</summary>
public sealed class LinearParts(params double[] factors) : IPredictor
{
    /// <summary>Calls so far.</summary>
    public int Calls { get; private set; }

    public void Predict(Tensor scaledInput, in DenoiseCall call, Tensor output)
    {
        Calls++;
        var from = ((CpuTensor<float>)scaledInput).Span;
        var to = ((CpuTensor<float>)output).Span;
        for (var i = 0; i < from.Length; i++) to[i] = (float)(factors[i / (from.Length / factors.Length)] * from[i]);
    }
}
