using System.Runtime.InteropServices;
using Scumble.Tensors;

namespace Scumble.Vulkan;

/// <summary>
/// Verbs that return a number. 1024 invocations add up a sum each, float32 with twice the digits of single precision;
/// the host adds those up in double precision, in order.
/// </summary>
public sealed partial class VulkanTensorOps
{
    private const int Lanes = 1024;
    private readonly TypedKernel _sum, _dot, _errorNorm, _orderStatistic;

    /// <inheritdoc/>
    public double Sum(Tensor x)
    {
        var ox = Real(x);
        return Total(_sum, ox, ox, ox, 0, 0);
    }

    /// <inheritdoc/>
    public double Dot(Tensor x, Tensor y)
    {
        var ox = Real(x);
        return Total(_dot, ox, Operand(ox, y), ox, 0, 0);
    }

    /// <inheritdoc/>
    public double ErrorNorm(Tensor low, Tensor high, Tensor previous, double absolute, double relative)
    {
        var l = Real(low);
        return Math.Sqrt(Total(_errorNorm, l, Operand(l, high), Operand(l, previous), absolute, relative) / Math.Max(1, l.Shape.ElementCount));
    }

    /// <inheritdoc/>
    public double AbsoluteQuantile(Tensor x, double q)
    {
        TensorArguments.RequireQuantile(q);
        var ox = Real(x);
        if (ox.Count == 0) return 0;
        var place = q * (ox.Count - 1);
        var below = (uint)place;
        Dispatch(_orderStatistic, ox, _device.Staging.Answer(2 * sizeof(double)), ox, ox, ox, below, 0, 0, 0, groups: 1);
        var answer = _device.Staging.Read(2 * ox.ElementType.SizeInBytes());
        var (value, next) = ox.ElementType == ElementType.Float64
            ? (MemoryMarshal.Cast<byte, double>(answer)[0], MemoryMarshal.Cast<byte, double>(answer)[1])
            : (MemoryMarshal.Cast<byte, float>(answer)[0], MemoryMarshal.Cast<byte, float>(answer)[1]);
        return double.Lerp(value, next < 0 ? value : next, place - below);
    }

    private double Total(TypedKernel kernel, VulkanTensor x, VulkanTensor y, VulkanTensor z, double a, double b)
    {
        if (x.Count == 0) return 0;

        // A double, or a pair of floats that add up to one.
        const int Bytes = Lanes * sizeof(double);
        Dispatch(kernel, x, _device.Staging.Answer(Bytes), x, y, z, 0, a, b, 0, groups: Lanes / GroupSize);
        var answer = _device.Staging.Read(Bytes);
        var sum = 0.0;
        if (x.ElementType == ElementType.Float64)
            foreach (var part in MemoryMarshal.Cast<byte, double>(answer)) sum += part;
        else
            foreach (var part in MemoryMarshal.Cast<byte, float>(answer)) sum += part;
        return sum;
    }
}
