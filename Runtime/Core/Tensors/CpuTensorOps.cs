using System.Numerics;
using System.Numerics.Tensors;

namespace Scumble.Tensors;

/// <summary>The arithmetic of sampling on the host: the reference that every device's ops are compared with. Thread-safe where its noise is.</summary>
/// <remarks>No fused multiply-add is used, so results are the same bits on every processor.</remarks>
/// <param name="noise">Random numbers from elsewhere, a recording for example; by default those of <see cref="CpuNoise"/>.</param>
public sealed partial class CpuTensorOps(INoise? noise = null) : ITensorOps
{
    /// <inheritdoc/>
    public INoise Noise { get; } = noise ?? new CpuNoise();

    /// <inheritdoc/>
    public Tensor Create(TensorShape shape, ElementType elementType) => HostTensor.Create(shape, elementType);

    /// <inheritdoc/>
    public Tensor View(Tensor tensor, int start, int count) => Ours(tensor).View(start, count);

    /// <inheritdoc/>
    public Tensor Reshape(Tensor tensor, TensorShape shape) => Ours(tensor).Reshape(shape);

    /// <inheritdoc/>
    public unsafe void Copy(Tensor target, Tensor source)
    {
        var to = Ours(target);
        var from = TensorArguments.Operand(to, Ours(source));
        Buffer.MemoryCopy((void*)from.Address, (void*)to.Address, to.SizeInBytes, from.SizeInBytes);
    }

    /// <inheritdoc/>
    public void Convert(Tensor target, Tensor source)
    {
        TensorArguments.RequireConversion(target, source);
        if (source is CpuTensor<double> wide) ConvertFrom<double>(target, wide.Span);
        else if (source is CpuTensor<Half> half) ConvertFrom<Half>(target, half.Span);
        else ConvertFrom<float>(target, Elements<float>(source));
    }

    /// <inheritdoc/>
    public void Scale(Tensor target, double a, Tensor x)
    {
        TensorArguments.Operand(target, x);
        if (target is CpuTensor<double> wide) TensorPrimitives.Multiply(Elements<double>(x), a, wide.Span);
        else TensorPrimitives.Multiply(Elements<float>(x), (float)a, Elements<float>(target));
    }

    /// <inheritdoc/>
    public void Combine(Tensor target, double a, Tensor x, double b, Tensor y)
    {
        TensorArguments.Operand(target, x);
        TensorArguments.Operand(target, y);
        if (target is CpuTensor<double> wide) Combine(wide.Span, a, Elements<double>(x), b, Elements<double>(y));
        else Combine(Elements<float>(target), (float)a, Elements<float>(x), (float)b, Elements<float>(y));
    }

    /// <inheritdoc/>
    public void Combine(Tensor target, double a, Tensor x, double b, Tensor y, double c, Tensor z)
    {
        TensorArguments.Operand(target, x);
        TensorArguments.Operand(target, y);
        TensorArguments.Operand(target, z);
        if (target is CpuTensor<double> wide)
            Combine(wide.Span, a, Elements<double>(x), b, Elements<double>(y), c, Elements<double>(z));
        else
            Combine(Elements<float>(target), (float)a, Elements<float>(x), (float)b, Elements<float>(y), (float)c, Elements<float>(z));
    }

    // One pass over memory; each vector is read before it is written, so the target may be an operand.
    private static void Combine<T>(Span<T> target, T a, ReadOnlySpan<T> x, T b, ReadOnlySpan<T> y) where T : unmanaged, INumber<T>
    {
        var i = 0;
        var (va, vb) = (Vector.Create(a), Vector.Create(b));
        for (; i <= target.Length - Vector<T>.Count; i += Vector<T>.Count)
            (va * Vector.Create(x[i..]) + vb * Vector.Create(y[i..])).CopyTo(target[i..]);
        for (; i < target.Length; i++) target[i] = a * x[i] + b * y[i];
    }

    private static void Combine<T>(Span<T> target, T a, ReadOnlySpan<T> x, T b, ReadOnlySpan<T> y, T c, ReadOnlySpan<T> z)
        where T : unmanaged, INumber<T>
    {
        var i = 0;
        var (va, vb, vc) = (Vector.Create(a), Vector.Create(b), Vector.Create(c));
        for (; i <= target.Length - Vector<T>.Count; i += Vector<T>.Count)
            (va * Vector.Create(x[i..]) + vb * Vector.Create(y[i..]) + vc * Vector.Create(z[i..])).CopyTo(target[i..]);
        for (; i < target.Length; i++) target[i] = a * x[i] + b * y[i] + c * z[i];
    }

    private static void ConvertFrom<TSource>(Tensor target, ReadOnlySpan<TSource> source) where TSource : unmanaged, INumberBase<TSource>
    {
        if (target is CpuTensor<double> wide) TensorPrimitives.ConvertTruncating(source, wide.Span);
        else if (target is CpuTensor<Half> half) TensorPrimitives.ConvertTruncating(source, half.Span);
        else TensorPrimitives.ConvertTruncating(source, Elements<float>(target));
    }

    internal static Span<T> Elements<T>(Tensor tensor) where T : unmanaged =>
        tensor is CpuTensor<T> ours ? ours.Span : throw TensorArguments.Foreign(tensor, $"host memory of {ElementTypes.Of<T>()}");

    private static HostTensor Ours(Tensor tensor) => TensorArguments.Own<HostTensor>(tensor, "host memory");
}
