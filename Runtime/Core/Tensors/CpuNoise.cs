using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace Scumble.Tensors;

/// <summary>The numbers of <see cref="Philox"/> in host memory: what every device's noise is compared with. Thread-safe: there is no state.</summary>
public sealed class CpuNoise : INoise
{
    // Elements that are worked on at a time, with the normals on the stack.
    private const int Chunk = 256;

    /// <inheritdoc/>
    public void Fill(Tensor target, double scale, ulong seed, uint stream)
    {
        if (target is CpuTensor<double> wide) wide.Span.Clear();
        else CpuTensorOps.Elements<float>(target).Clear();
        Add(target, scale, seed, stream);
    }

    /// <inheritdoc/>
    public void Add(Tensor target, double scale, ulong seed, uint stream)
    {
        if (target is CpuTensor<double> wide) Add(wide.Span, scale, seed, stream);
        else Add(CpuTensorOps.Elements<float>(target), scale, seed, stream);
    }

    /// <inheritdoc/>
    public void FillSigns(Tensor target, ulong seed, uint stream)
    {
        if (target is CpuTensor<double> wide) FillSigns(wide.Span, seed, stream);
        else FillSigns(CpuTensorOps.Elements<float>(target), seed, stream);
    }

    [SkipLocalsInit]
    private static void Add<T>(Span<T> target, double scale, ulong seed, uint stream) where T : unmanaged, INumber<T>
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
}
