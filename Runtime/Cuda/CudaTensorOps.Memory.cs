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
        var shape = TensorArguments.Rows(ours, start, count);
        var first = start * TensorArguments.RowLength(ours) * ours.ElementType.SizeInBytes();
        return new CudaTensor(ours.Address + (ulong)first, shape, ours.ElementType);
    }

    /// <inheritdoc/>
    public Tensor Reshape(Tensor tensor, TensorShape shape)
    {
        var ours = Ours(tensor);
        TensorArguments.RequireReshape(ours, shape);
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
        TensorArguments.RequireConversion(to, from);
        var kernel = (from.ElementType, to.ElementType) switch
        {
            (ElementType.Float16, ElementType.Float32) => "convert_f16_f32",
            (ElementType.Float16, ElementType.Float64) => "convert_f16_f64",
            (ElementType.Float32, ElementType.Float16) => "convert_f32_f16",
            (ElementType.Float64, ElementType.Float16) => "convert_f64_f16",
            (ElementType.Float32, ElementType.Float64) => "convert_f32_f64",
            (ElementType.Float64, ElementType.Float32) => "convert_f64_f32",
            _ => null,
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
        var (to, from, at) = (Ours(target), Ours(source), Ours(indices));
        TensorArguments.RequireGather(to, from, at);
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
        var to = Ours(target);
        TensorArguments.RequireElements<T>(to, values.Length);
        _stream.Upload(to, MemoryMarshal.AsBytes(values));
        Copied?.Invoke(to.SizeInBytes, 0);
    }

    internal void Download<T>(Tensor source, Span<T> values) where T : unmanaged
    {
        var from = Ours(source);
        TensorArguments.RequireElements<T>(from, values.Length);
        _stream.Download(from, MemoryMarshal.AsBytes(values));
        Copied?.Invoke(0, from.SizeInBytes);
    }
}
