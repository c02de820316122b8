using System.Runtime.InteropServices;
using Scumble.Diagnostics;
using Scumble.Tensors;

namespace Scumble.Vulkan;

/// <summary>Tensors made, viewed, copied and converted.</summary>
public sealed partial class VulkanTensorOps
{
    private readonly TypedKernel _gather;

    /// <inheritdoc/>
    /// <exception cref="ScumbleException">Memory has run out, or the device has no such elements.</exception>
    public Tensor Create(TensorShape shape, ElementType elementType)
    {
        var refusal = elementType switch
        {
            ElementType.Float16 => _device.Capabilities.Float16Refusal,
            ElementType.Float64 => _device.Capabilities.Float64Refusal,
            _ => null,
        };
        if (refusal is not null) throw new ScumbleException($"There are no tensors of {elementType} here: {refusal}.", $"Use {ElementType.Float32}, or the device cpu.");
        return new VulkanTensor(_device, shape, elementType, _memory);
    }

    /// <inheritdoc/>
    public Tensor View(Tensor tensor, int start, int count)
    {
        var ours = Ours(tensor);
        return ours.View(TensorArguments.Rows(ours, start, count), start * TensorArguments.RowLength(ours));
    }

    /// <inheritdoc/>
    public Tensor Reshape(Tensor tensor, TensorShape shape)
    {
        var ours = Ours(tensor);
        TensorArguments.RequireReshape(ours, shape);
        return ours.View(shape, 0);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The two are different parts of one tensor that overlap.</exception>
    public void Copy(Tensor target, Tensor source)
    {
        var (to, from) = (Ours(target), Operand(Ours(target), source));
        var distance = to.Live == from.Live ? Math.Abs(to.FirstElement - from.FirstElement) : long.MaxValue;
        if (distance == 0) return;
        if (distance < to.Count) throw new ArgumentException("The target and the source are parts of one tensor that overlap.", nameof(target));
        _device.Commands.Copy(from.Live, (ulong)from.OffsetInBytes, to.Live, (ulong)to.OffsetInBytes, (ulong)to.SizeInBytes);
    }

    /// <inheritdoc/>
    public void Convert(Tensor target, Tensor source)
    {
        var (to, from) = (Ours(target), Ours(source));
        TensorArguments.RequireConversion(to, from);
        if (to.ElementType == from.ElementType) Copy(target, source);
        else Move(Conversion(from.ElementType, to.ElementType), to, from, null);
    }

    /// <inheritdoc/>
    /// <remarks>An index outside of the source takes its last element: a device cannot throw.</remarks>
    public void Gather(Tensor target, Tensor source, Tensor indices)
    {
        var (to, from, at) = (Ours(target), Ours(source), Ours(indices));
        TensorArguments.RequireGather(to, from, at);
        Move(_gather.For(to.ElementType), to, from, at);
    }

    /// <inheritdoc/>
    public void Upload(Tensor target, ReadOnlySpan<float> source) => Ours(target).Upload(source);

    /// <inheritdoc/>
    public void UploadIndices(Tensor target, ReadOnlySpan<int> indices) => Ours(target).Upload(indices);

    /// <inheritdoc/>
    public void Download(Tensor source, Span<float> target) => Ours(source).Download(target);

    private void Move(Kernel kernel, VulkanTensor to, VulkanTensor from, VulkanTensor? indices)
    {
        if (to.Count == 0) return;
        ReadOnlySpan<uint> arguments = [to.Count, (uint)to.FirstElement, (uint)from.FirstElement, (uint)(indices?.FirstElement ?? 0), from.Count];
        _device.Commands.Dispatch(kernel, [to.Live, from.Live, (indices ?? from).Live], [], MemoryMarshal.AsBytes(arguments), Groups(to.Count));
    }

    private Kernel Conversion(ElementType from, ElementType to) => _device.Kernels[(from, to) switch
    {
        (ElementType.Float16, ElementType.Float32) => "convert.f16_f32",
        (ElementType.Float16, _) => "convert.f16_f64",
        (ElementType.Float32, ElementType.Float16) => "convert.f32_f16",
        (ElementType.Float32, _) => "convert.f32_f64",
        (_, ElementType.Float16) => "convert.f64_f16",
        _ => "convert.f64_f32",
    }];
}
