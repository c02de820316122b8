using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace Scumble.Tensors;

/// <summary>The arithmetic of sampling on the host: the reference that every device's ops are compared with. Thread-safe.</summary>
/// <remarks>No fused multiply-add is used, so results are the same bits on every processor.</remarks>
public sealed partial class CpuTensorOps : ITensorOps
{
    // Elements that are worked on at a time where numbers in between are kept on the stack.
    private const int Chunk = 256;

    /// <inheritdoc/>
    public Tensor Create(TensorShape shape, ElementType elementType) => HostTensor.Create(shape, elementType);

    /// <inheritdoc/>
    public Tensor View(Tensor tensor, int start, int count) => tensor switch
    {
        CpuTensor<float> t => t.View(start, count),
        CpuTensor<double> t => t.View(start, count),
        CpuTensor<Half> t => t.View(start, count),
        CpuTensor<int> t => t.View(start, count),
        CpuTensor<long> t => t.View(start, count),
        CpuTensor<byte> t => t.View(start, count),
        CpuTensor<bool> t => t.View(start, count),
        _ => throw NotOurs(tensor),
    };

    /// <inheritdoc/>
    public void Copy(Tensor target, Tensor source)
    {
        RequireSameShape(target, source);
        switch (target)
        {
            case CpuTensor<float> t: Elements<float>(source).CopyTo(t.Span); break;
            case CpuTensor<double> t: Elements<double>(source).CopyTo(t.Span); break;
            case CpuTensor<Half> t: Elements<Half>(source).CopyTo(t.Span); break;
            case CpuTensor<int> t: Elements<int>(source).CopyTo(t.Span); break;
            case CpuTensor<long> t: Elements<long>(source).CopyTo(t.Span); break;
            case CpuTensor<byte> t: Elements<byte>(source).CopyTo(t.Span); break;
            case CpuTensor<bool> t: Elements<bool>(source).CopyTo(t.Span); break;
            default: throw NotOurs(target);
        }
    }

    /// <inheritdoc/>
    public void Convert(Tensor target, Tensor source)
    {
        RequireSameShape(target, source);
        switch (source)
        {
            case CpuTensor<float> s: ConvertFrom<float>(target, s.Span); break;
            case CpuTensor<double> s: ConvertFrom<double>(target, s.Span); break;
            case CpuTensor<Half> s: ConvertFrom<Half>(target, s.Span); break;
            default: throw NotOurs(source);
        }
    }

    /// <inheritdoc/>
    public void Scale(Tensor target, double a, Tensor x)
    {
        RequireSameShape(target, x);
        if (target is CpuTensor<double> wide) TensorPrimitives.Multiply(Elements<double>(x), a, wide.Span);
        else TensorPrimitives.Multiply(Elements<float>(x), (float)a, Elements<float>(target));
    }

    /// <inheritdoc/>
    public void Combine(Tensor target, double a, Tensor x, double b, Tensor y)
    {
        RequireSameShape(target, x);
        RequireSameShape(target, y);
        if (target is CpuTensor<double> wide) Combine(wide.Span, a, Elements<double>(x), b, Elements<double>(y));
        else Combine(Elements<float>(target), (float)a, Elements<float>(x), (float)b, Elements<float>(y));
    }

    /// <inheritdoc/>
    public void Combine(Tensor target, double a, Tensor x, double b, Tensor y, double c, Tensor z)
    {
        RequireSameShape(target, x);
        RequireSameShape(target, y);
        RequireSameShape(target, z);
        if (target is CpuTensor<double> wide)
            Combine(wide.Span, a, Elements<double>(x), b, Elements<double>(y), c, Elements<double>(z));
        else
            Combine(Elements<float>(target), (float)a, Elements<float>(x), (float)b, Elements<float>(y), (float)c, Elements<float>(z));
    }

    /// <inheritdoc/>
    public void FillNoise(Tensor target, double scale, ulong seed, uint stream)
    {
        if (target is CpuTensor<double> wide) wide.Span.Clear();
        else Elements<float>(target).Clear();
        AddNoise(target, scale, seed, stream);
    }

    /// <inheritdoc/>
    public void AddNoise(Tensor target, double scale, ulong seed, uint stream)
    {
        if (target is CpuTensor<double> wide) AddNoise(wide.Span, scale, seed, stream);
        else AddNoise(Elements<float>(target), scale, seed, stream);
    }

    /// <inheritdoc/>
    public void FillSigns(Tensor target, ulong seed, uint stream)
    {
        if (target is CpuTensor<double> wide) FillSigns(wide.Span, seed, stream);
        else FillSigns(Elements<float>(target), seed, stream);
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

    [SkipLocalsInit]
    private static void AddNoise<T>(Span<T> target, double scale, ulong seed, uint stream) where T : unmanaged, INumber<T>
    {
        Span<double> normals = stackalloc double[Chunk];
        Span<T> rounded = stackalloc T[Chunk];
        for (var start = 0; start < target.Length; start += Chunk)
        {
            var part = target.Slice(start, Math.Min(Chunk, target.Length - start));
            Philox.Normals(seed, stream, (ulong)start / 4, normals);
            TensorPrimitives.Multiply(normals, scale, normals);
            TensorPrimitives.ConvertTruncating<double, T>(normals, rounded);
            TensorPrimitives.Add(part, rounded[..part.Length], part);
        }
    }

    private static void FillSigns<T>(Span<T> target, ulong seed, uint stream) where T : unmanaged, INumber<T>
    {
        Span<uint> words = stackalloc uint[4];
        for (var i = 0; i < target.Length; i++)
        {
            if (i % 128 == 0) (words[0], words[1], words[2], words[3]) = Philox.Words(seed, stream, (ulong)i / 128);
            target[i] = (words[i / 32 % 4] >> i & 1) == 0 ? T.One : -T.One;
        }
    }

    private static void ConvertFrom<TSource>(Tensor target, ReadOnlySpan<TSource> source) where TSource : unmanaged, INumberBase<TSource>
    {
        switch (target)
        {
            case CpuTensor<float> t: TensorPrimitives.ConvertTruncating(source, t.Span); break;
            case CpuTensor<double> t: TensorPrimitives.ConvertTruncating(source, t.Span); break;
            case CpuTensor<Half> t: TensorPrimitives.ConvertTruncating(source, t.Span); break;
            default: throw NotOurs(target);
        }
    }

    private static Span<T> Elements<T>(Tensor tensor) where T : unmanaged =>
        tensor is CpuTensor<T> ours ? ours.Span : throw NotOurs(tensor, typeof(T).Name);

    private static void RequireSameShape(Tensor target, Tensor operand)
    {
        if (target.Shape != operand.Shape)
            throw new ArgumentException($"The target has the shape {target.Shape}, an operand {operand.Shape}.");
    }

    private static ArgumentException NotOurs(Tensor tensor, string expected = "a supported type") =>
        new($"Expected host memory of {expected}, found {tensor.GetType().Name} of {tensor.ElementType}.");
}
