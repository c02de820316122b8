using System.Runtime.InteropServices;
using Scumble.Diagnostics;
using Scumble.Tensors;

namespace Scumble.Cuda;

/// <summary>Tensors made, viewed, copied and converted.</summary>
public sealed unsafe partial class CudaTensorOps
{
    /// <inheritdoc/>
    /// <exception cref="ScumbleException">Memory has run out.</exception>
    public Tensor Create(TensorShape shape, ElementType elementType) => new CudaTensor(_stream, shape, elementType);

    /// <inheritdoc/>
    public Tensor View(Tensor tensor, int start, int count)
    {
        var ours = Ours(tensor);
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((long)start + count, ours.Shape[0], nameof(count));
        var row = ours.Shape[0] == 0 ? 0 : ours.SizeInBytes / ours.Shape[0];
        return new CudaTensor(ours.Address + (ulong)(start * row), ours.Shape.WithLeading(count), ours.ElementType);
    }

    /// <inheritdoc/>
    public Tensor Reshape(Tensor tensor, TensorShape shape)
    {
        var ours = Ours(tensor);
        ArgumentOutOfRangeException.ThrowIfNotEqual(shape.ElementCount, ours.Shape.ElementCount, nameof(shape));
        return new CudaTensor(ours.Address, shape, ours.ElementType);
    }

    /// <inheritdoc/>
    public void Copy(Tensor target, Tensor source)
    {
        var to = Ours(target);
        var from = Operand(to, source);
        if (to.Address != from.Address && to.SizeInBytes > 0) _stream.Copy(to, from);
    }

    /// <inheritdoc/>
    public void Convert(Tensor target, Tensor source)
    {
        var (to, from) = (Ours(target), Ours(source));
        if (to.Shape != from.Shape) throw new ArgumentException($"The target has the shape {to.Shape}, the source {from.Shape}.");
        var kernel = (from.ElementType, to.ElementType) switch
        {
            (ElementType.Float16, ElementType.Float32) => "convert_f16_f32",
            (ElementType.Float16, ElementType.Float64) => "convert_f16_f64",
            (ElementType.Float32, ElementType.Float16) => "convert_f32_f16",
            (ElementType.Float64, ElementType.Float16) => "convert_f64_f16",
            (ElementType.Float32, ElementType.Float64) => "convert_f32_f64",
            (ElementType.Float64, ElementType.Float32) => "convert_f64_f32",
            var (one, other) when one == other && one is ElementType.Float16 or ElementType.Float32 or ElementType.Float64 => null,
            _ => throw new ArgumentException($"Only floating-point numbers are converted, not {from.ElementType} to {to.ElementType}."),
        };
        if (kernel is null)
        {
            Copy(target, source);
            return;
        }
        var (target0, source0, count) = (to.Address, from.Address, to.Shape.ElementCount);
        var arguments = stackalloc void*[] { &target0, &source0, &count };
        _kernels.Launch(kernel, null, count, arguments);
    }

    /// <inheritdoc/>
    public void Gather(Tensor target, Tensor source, Tensor indices)
    {
        var (to, from, at) = (Real(target), Ours(source), Ours(indices));
        if (from.ElementType != to.ElementType) throw new ArgumentException($"The target holds {to.ElementType}, the source {from.ElementType}.");
        if (at.ElementType != ElementType.Int32) throw new ArgumentException($"Indices are {ElementType.Int32}, not {at.ElementType}.", nameof(indices));
        if (at.Shape.ElementCount != to.Shape.ElementCount)
            throw new ArgumentException($"{at.Shape.ElementCount} indices for {to.Shape.ElementCount} elements.", nameof(indices));
        var (target0, source0, indices0, count) = (to.Address, from.Address, at.Address, to.Shape.ElementCount);
        var arguments = stackalloc void*[] { &target0, &source0, &indices0, &count };
        _kernels.Launch("gather", to.ElementType, count, arguments);
    }

    /// <inheritdoc/>
    public void Upload(Tensor target, ReadOnlySpan<float> source) => Upload<float>(target, source);

    /// <inheritdoc/>
    public void UploadIndices(Tensor target, ReadOnlySpan<int> indices) => Upload(target, indices);

    /// <inheritdoc/>
    public void Download(Tensor source, Span<float> target) => Download<float>(source, target);

    internal void Upload<T>(Tensor target, ReadOnlySpan<T> values) where T : unmanaged
    {
        var to = Elements<T>(target, values.Length);
        _stream.Upload(to, MemoryMarshal.AsBytes(values));
        Copied?.Invoke(to.SizeInBytes, 0);
    }

    internal void Download<T>(Tensor source, Span<T> values) where T : unmanaged
    {
        var from = Elements<T>(source, values.Length);
        _stream.Download(from, MemoryMarshal.AsBytes(values));
        Copied?.Invoke(0, from.SizeInBytes);
    }

    private static CudaTensor Elements<T>(Tensor tensor, int count) where T : unmanaged
    {
        var ours = Ours(tensor);
        return ElementTypes.Of<T>() == ours.ElementType && count == ours.Shape.ElementCount ? ours
            : throw new ArgumentException($"The tensor holds {ours.Shape.ElementCount} of {ours.ElementType}; {count} of {ElementTypes.Of<T>()} were given.");
    }
}
