using System.Runtime.Intrinsics;

namespace Scumble.Tensors;

public sealed partial class CpuTensorOps
{
    // Always eight running sums, whatever the vector width of the processor, so that the order of additions is the same everywhere.
    private const int Lanes = 8;

    /// <inheritdoc/>
    public double Sum(Tensor x) => x is CpuTensor<double> wide ? Sum(wide.Span) : Sum(Elements<float>(x));

    /// <inheritdoc/>
    public double Dot(Tensor x, Tensor y)
    {
        TensorArguments.Operand(x, y);
        return x is CpuTensor<double> wide ? Dot(wide.Span, Elements<double>(y)) : Dot(Elements<float>(x), Elements<float>(y));
    }

    private static double Sum(ReadOnlySpan<float> x)
    {
        var i = 0;
        var (low, high) = (Vector256<double>.Zero, Vector256<double>.Zero);
        for (; i <= x.Length - Lanes; i += Lanes)
        {
            var (xLow, xHigh) = Vector256.Widen(Vector256.Create(x[i..]));
            (low, high) = (low + xLow, high + xHigh);
        }

        var sum = Join(low, high);
        for (; i < x.Length; i++) sum += x[i];
        return sum;
    }

    private static double Sum(ReadOnlySpan<double> x)
    {
        var i = 0;
        var (low, high) = (Vector256<double>.Zero, Vector256<double>.Zero);
        for (; i <= x.Length - Lanes; i += Lanes)
            (low, high) = (low + Vector256.Create(x[i..]), high + Vector256.Create(x[(i + Lanes / 2)..]));
        var sum = Join(low, high);
        for (; i < x.Length; i++) sum += x[i];
        return sum;
    }

    private static double Dot(ReadOnlySpan<float> x, ReadOnlySpan<float> y)
    {
        var i = 0;
        var (low, high) = (Vector256<double>.Zero, Vector256<double>.Zero);
        for (; i <= x.Length - Lanes; i += Lanes)
        {
            var (xLow, xHigh) = Vector256.Widen(Vector256.Create(x[i..]));
            var (yLow, yHigh) = Vector256.Widen(Vector256.Create(y[i..]));
            (low, high) = (low + xLow * yLow, high + xHigh * yHigh);
        }

        var sum = Join(low, high);
        for (; i < x.Length; i++) sum += (double)x[i] * y[i];
        return sum;
    }

    private static double Dot(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        var i = 0;
        var (low, high) = (Vector256<double>.Zero, Vector256<double>.Zero);
        for (; i <= x.Length - Lanes; i += Lanes)
        {
            low += Vector256.Create(x[i..]) * Vector256.Create(y[i..]);
            high += Vector256.Create(x[(i + Lanes / 2)..]) * Vector256.Create(y[(i + Lanes / 2)..]);
        }

        var sum = Join(low, high);
        for (; i < x.Length; i++) sum += x[i] * y[i];
        return sum;
    }

    private static double Join(Vector256<double> low, Vector256<double> high)
    {
        var four = low + high;
        return (four[0] + four[1]) + (four[2] + four[3]);
    }
}
