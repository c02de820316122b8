using System.Runtime.InteropServices;
using Scumble.Imaging;
using Scumble.Tensors;

namespace Scumble.Vulkan;

/// <summary>
/// Pictures on the device: each verb is a kernel, or a few, with a twin on the host of the same name. A picture is a tensor
/// [height, width, channels] of float32 with 1, 3 or 4 channels, as <see cref="Image"/> lays it out; targets are other buffers than
/// sources. Verbs only record; they run when the device's commands are submitted. One thread.
/// </summary>
public sealed partial class VulkanImageOps : IImageOps, IDisposable
{
    private const int GroupEdge = 16;
    private readonly VulkanDevice _device;
    private readonly VulkanBuffer?[] _scratch = new VulkanBuffer?[3];

    /// <param name="device">Where; it must outlive this.</param>
    public VulkanImageOps(VulkanDevice device)
    {
        ArgumentNullException.ThrowIfNull(device);
        (_device, Tensors) = (device, new VulkanTensorOps(device));
    }

    /// <inheritdoc/>
    public ITensorOps Tensors { get; }

    /// <summary>Lets go of the buffers that verbs use in between.</summary>
    public void Dispose()
    {
        foreach (var buffer in _scratch) buffer?.Retire();
        Array.Clear(_scratch);
    }

    private void Run(string kernel, PictureArguments arguments, params ReadOnlySpan<VulkanBuffer> buffers) =>
        Run(_device.Kernels[kernel], arguments, arguments.Width, arguments.Height, buffers, []);

    private void Run<T>(Kernel kernel, T arguments, int width, int height, ReadOnlySpan<VulkanBuffer> buffers, ReadOnlySpan<ImageBinding> images) where T : unmanaged =>
        _device.Commands.Dispatch(kernel, buffers, images, MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in arguments)), Groups(width), Groups(height));

    private static uint Groups(int pixels) => (uint)((pixels + GroupEdge - 1) / GroupEdge);

    private static PictureArguments Arguments(VulkanTensor target, VulkanTensor source, TileMode tile, float a = 0, float b = 0) => new()
    {
        Width = target.Shape[1],
        Height = target.Shape[0],
        SourceWidth = source.Shape[1],
        SourceHeight = source.Shape[0],
        Channels = source.Shape[2],
        Tile = (int)tile,
        Target = (uint)target.FirstElement,
        Source = (uint)source.FirstElement,
        A = a,
        B = b,
    };

    /// <summary>A buffer for use within one verb, which keeps its size from one call to the next.</summary>
    private VulkanBuffer Scratch(int index, long elements)
    {
        if (_scratch[index] is { } buffer && buffer.SizeInBytes >= (ulong)elements * sizeof(float)) return buffer;
        _scratch[index]?.Retire();
        _scratch[index] = null;
        return _scratch[index] = new VulkanBuffer(_device, elements * sizeof(float), TensorMemory.Device);
    }

    private VulkanTensor Ours(Tensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        return tensor is VulkanTensor { ElementType: ElementType.Float32 } ours && ours.Device == _device
            ? ours
            : throw new ArgumentException($"Expected {ElementType.Float32} on {_device.Name}, found {tensor.GetType().Name} of {tensor.ElementType}.");
    }

    private VulkanTensor Picture(Tensor tensor)
    {
        ImageChecks.RequirePicture(tensor);
        return Ours(tensor);
    }

    private (VulkanTensor Target, VulkanTensor Source) Apart(Tensor target, Tensor source)
    {
        var (to, from) = (Ours(target), Ours(source));
        return to.Live != from.Live ? (to, from) : throw new ArgumentException("The target and the source are the same memory.", nameof(target));
    }
}
