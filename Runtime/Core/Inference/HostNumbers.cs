using Scumble.Tensors;

namespace Scumble.Inference;

/// <summary>
/// A few numbers that the host decides (token ids, timesteps, scales), in whatever element type a port wants. Owns its tensor. One thread.
/// </summary>
public sealed class HostNumbers : IDisposable
{
    /// <param name="port">Its element type counts, its shape does not.</param>
    /// <param name="shape">The shape; zeros at first.</param>
    public HostNumbers(TensorPort port, TensorShape shape)
    {
        ArgumentNullException.ThrowIfNull(port);
        Tensor = port.ElementType == ElementType.UInt8 ? throw new ArgumentException($"No numbers of type {port.ElementType}.", nameof(port))
            : HostTensor.Create(shape, port.ElementType);
    }

    /// <summary>Where the numbers are, in host memory.</summary>
    public HostTensor Tensor { get; }

    /// <summary>Writes one number, rounded to the nearest where the type is whole.</summary>
    public void Set(int index, double value)
    {
        switch (Tensor)
        {
            case CpuTensor<float> t: t.Span[index] = (float)value; break;
            case CpuTensor<double> t: t.Span[index] = value; break;
            case CpuTensor<Half> t: t.Span[index] = (Half)value; break;
            case CpuTensor<int> t: t.Span[index] = (int)Math.Round(value); break;
            case CpuTensor<long> t: t.Span[index] = (long)Math.Round(value); break;
            case CpuTensor<bool> t: t.Span[index] = value != 0; break;
        }
    }

    /// <summary>Writes one number everywhere.</summary>
    public void Fill(double value)
    {
        for (var i = 0; i < Tensor.Shape.ElementCount; i++) Set(i, value);
    }

    /// <summary>Releases the tensor.</summary>
    public void Dispose() => Tensor.Dispose();
}
