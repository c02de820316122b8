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
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((long)start + count, ours.Shape[0], nameof(count));
        var row = ours.Shape[0] == 0 ? 0 : ours.Shape.ElementCount / ours.Shape[0];
        return ours.View(ours.Shape.WithLeading(count), start * row);
    }

    /// <summary>The same memory with other dimensions and as many elements; valid while <paramref name="tensor"/> is.</summary>
    public Tensor Reshape(Tensor tensor, TensorShape shape)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        ArgumentOutOfRangeException.ThrowIfNotEqual(shape.ElementCount, tensor.Shape.ElementCount, nameof(shape));
        return Ours(tensor).View(shape, 0);
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
        if (to.Shape != from.Shape) throw new ArgumentException($"The target has the shape {to.Shape}, the source {from.Shape}.");
        var name = (Letters(from.ElementType), Letters(to.ElementType));
        if (to.ElementType == from.ElementType) Copy(target, source);
        else Move(Conversion(name), to, from, null);
    }

    /// <inheritdoc/>
    /// <remarks>An index outside of the source takes its last element: a device cannot throw.</remarks>
    public void Gather(Tensor target, Tensor source, Tensor indices)
    {
        var (to, from, at) = (Real(target), Ours(source), Ours(indices));
        if (from.ElementType != to.ElementType) throw new ArgumentException($"The target holds {to.ElementType}, the source {from.ElementType}.");
        if (at.ElementType != ElementType.Int32) throw new ArgumentException($"Indices are {ElementType.Int32}, not {at.ElementType}.", nameof(indices));
        if (at.Count != to.Count) throw new ArgumentException($"{at.Count} indices for {to.Count} elements.", nameof(indices));
        if (from.Count == 0 && to.Count > 0) throw new ArgumentException("The source has no elements.", nameof(source));
        Move(_gather.For(to.ElementType), to, from, at);
    }

    /// <inheritdoc/>
    public void Upload(Tensor target, ReadOnlySpan<float> source) => Ours(target).Upload(source);

    /// <inheritdoc/>
    public void UploadIndices(Tensor target, ReadOnlySpan<int> indices) => Ours(target).Upload(indices);

    /// <summary>Copies all elements to host memory. Float32 only. Waits for the device.</summary>
    public void Download(Tensor source, Span<float> target) => Ours(source).Download(target);

    private void Move(Kernel kernel, VulkanTensor to, VulkanTensor from, VulkanTensor? indices)
    {
        if (to.Count == 0) return;
        ReadOnlySpan<uint> arguments = [to.Count, (uint)to.FirstElement, (uint)from.FirstElement, (uint)(indices?.FirstElement ?? 0), from.Count];
        _device.Commands.Dispatch(kernel, [to.Live, from.Live, (indices ?? from).Live], [], MemoryMarshal.AsBytes(arguments), Groups(to.Count));
    }

    private Kernel Conversion((string From, string To) name) => name switch
    {
        ("f16", "f32") => _device.Kernels["convert.f16_f32"],
        ("f16", "f64") => _device.Kernels["convert.f16_f64"],
        ("f32", "f16") => _device.Kernels["convert.f32_f16"],
        ("f32", "f64") => _device.Kernels["convert.f32_f64"],
        ("f64", "f16") => _device.Kernels["convert.f64_f16"],
        _ => _device.Kernels["convert.f64_f32"],
    };

    private static string Letters(ElementType type) => type switch
    {
        ElementType.Float16 => "f16",
        ElementType.Float32 => "f32",
        ElementType.Float64 => "f64",
        _ => throw new ArgumentException($"Only floating-point numbers are converted, not {type}."),
    };
}
