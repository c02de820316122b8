using System.Runtime.Intrinsics;

namespace Scumble.Tensors;

public sealed partial class CpuTensorOps
{
    /// <inheritdoc/>
    public double ErrorNorm(Tensor low, Tensor high, Tensor previous, double absolute, double relative)
    {
        TensorArguments.Operand(low, high);
        TensorArguments.Operand(low, previous);
        var sum = low is CpuTensor<double> wide
            ? SumOfSquares(wide.Span, Elements<double>(high), Elements<double>(previous), absolute, relative)
            : SumOfSquares(Elements<float>(low), Elements<float>(high), Elements<float>(previous), (float)absolute, (float)relative);
        return Math.Sqrt(sum / Math.Max(1, low.Shape.ElementCount));
    }

    // Eight running sums, as in Sum.
    private static double SumOfSquares(ReadOnlySpan<float> low, ReadOnlySpan<float> high, ReadOnlySpan<float> previous, float absolute, float relative)
    {
        var i = 0;
        var (left, right) = (Vector256<double>.Zero, Vector256<double>.Zero);
        var (least, share) = (Vector256.Create(absolute), Vector256.Create(relative));
        for (; i <= low.Length - Lanes; i += Lanes)
        {
            var (l, h, p) = (Vector256.Create(low[i..]), Vector256.Create(high[i..]), Vector256.Create(previous[i..]));
            var error = (l - h) / Vector256.Max(least, share * Vector256.Max(Vector256.Abs(l), Vector256.Abs(p)));
            var (first, second) = Vector256.Widen(error);
            (left, right) = (left + first * first, right + second * second);
        }

        var sum = Join(left, right);
        for (; i < low.Length; i++)
        {
            double error = (low[i] - high[i]) / Math.Max(absolute, relative * Math.Max(Math.Abs(low[i]), Math.Abs(previous[i])));
            sum += error * error;
        }

        return sum;
    }

    private static double SumOfSquares(
        ReadOnlySpan<double> low, ReadOnlySpan<double> high, ReadOnlySpan<double> previous, double absolute, double relative)
    {
        var sum = 0.0;
        for (var i = 0; i < low.Length; i++)
        {
            var error = (low[i] - high[i]) / Math.Max(absolute, relative * Math.Max(Math.Abs(low[i]), Math.Abs(previous[i])));
            sum += error * error;
        }

        return sum;
    }
}
