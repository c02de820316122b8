using System.Buffers;
using System.Numerics;
using System.Numerics.Tensors;

namespace Scumble.Tensors;

public sealed partial class CpuTensorOps
{
    /// <inheritdoc/>
    public void Multiply(Tensor target, Tensor x, Tensor y)
    {
        TensorArguments.Operand(target, x);
        TensorArguments.Operand(target, y);
        if (target is CpuTensor<double> wide) TensorPrimitives.Multiply(Elements<double>(x), Elements<double>(y), wide.Span);
        else TensorPrimitives.Multiply(Elements<float>(x), Elements<float>(y), Elements<float>(target));
    }

    /// <inheritdoc/>
    public void Exp(Tensor target, double a, Tensor x)
    {
        Scale(target, a, x);
        if (target is CpuTensor<double> wide) TensorPrimitives.Exp(wide.Span, wide.Span);
        else TensorPrimitives.Exp(Elements<float>(target), Elements<float>(target));
    }

    /// <inheritdoc/>
    public void Sqrt(Tensor target, Tensor x)
    {
        TensorArguments.Operand(target, x);
        if (target is CpuTensor<double> wide) TensorPrimitives.Sqrt(Elements<double>(x), wide.Span);
        else TensorPrimitives.Sqrt(Elements<float>(x), Elements<float>(target));
    }

    /// <inheritdoc/>
    public void Clamp(Tensor target, Tensor x, double min, double max)
    {
        TensorArguments.RequireRange(min, max);
        TensorArguments.Operand(target, x);
        if (target is CpuTensor<double> wide) TensorPrimitives.Clamp(Elements<double>(x), min, max, wide.Span);
        else TensorPrimitives.Clamp(Elements<float>(x), (float)min, (float)max, Elements<float>(target));
    }

    /// <inheritdoc/>
    public double AbsoluteQuantile(Tensor x, double q)
    {
        TensorArguments.RequireQuantile(q);
        return x is CpuTensor<double> wide ? AbsoluteQuantile<double>(wide.Span, q) : AbsoluteQuantile<float>(Elements<float>(x), q);
    }

    private static double AbsoluteQuantile<T>(ReadOnlySpan<T> x, double q) where T : unmanaged, IFloatingPoint<T>
    {
        if (x.IsEmpty) return 0;
        var rented = ArrayPool<T>.Shared.Rent(x.Length);
        var sorted = rented.AsSpan(0, x.Length);
        TensorPrimitives.Abs(x, sorted);
        sorted.Sort();
        var place = q * (x.Length - 1);
        var below = (int)place;
        var above = Math.Min(below + 1, x.Length - 1);
        var value = double.Lerp(double.CreateTruncating(sorted[below]), double.CreateTruncating(sorted[above]), place - below);
        ArrayPool<T>.Shared.Return(rented);
        return value;
    }
}
