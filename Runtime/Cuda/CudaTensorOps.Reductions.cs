using Scumble.Tensors;

namespace Scumble.Cuda;

/// <summary>Verbs that return a number: as many threads as there are lanes add up a sum each, and the host adds those up, in order.</summary>
public sealed unsafe partial class CudaTensorOps
{
    private const int Lanes = 1024;

    /// <inheritdoc/>
    public double Sum(Tensor x) => Total("sum", Real(x), x, x, 0, 0);

    /// <inheritdoc/>
    public double Dot(Tensor x, Tensor y) => Total("dot", Real(x), y, x, 0, 0);

    /// <inheritdoc/>
    public double ErrorNorm(Tensor low, Tensor high, Tensor previous, double absolute, double relative) =>
        Math.Sqrt(Total("error_norm", Real(low), high, previous, absolute, relative) / Math.Max(1, low.Shape.ElementCount));

    /// <inheritdoc/>
    public double AbsoluteQuantile(Tensor x, double q)
    {
        TensorArguments.RequireQuantile(q);
        var ours = Real(x);
        var count = ours.Shape.ElementCount;
        if (count == 0) return 0;
        var place = q * (count - 1);
        var (answer, source, rank) = (_answer.Address, ours.Address, (long)place);
        var arguments = stackalloc void*[] { &answer, &source, &rank, &count };
        _kernels.Launch("order_statistic", ours.ElementType, count, arguments, blocks: 1, threads: Lanes);
        Span<double> found = stackalloc double[Lanes];
        Download(_answer, found);
        return double.Lerp(found[0], found[1], place - rank);
    }

    private double Total(string kernel, CudaTensor x, Tensor y, Tensor z, double a, double b)
    {
        if (x.Shape.ElementCount == 0) return 0;
        Run(kernel, _answer.Address, x, x, Operand(x, y), Operand(x, z), a, b, 0, Lanes / CudaKernels.BlockSize);
        Span<double> parts = stackalloc double[Lanes];
        Download(_answer, parts);
        var sum = 0.0;
        foreach (var part in parts) sum += part;
        return sum;
    }
}
