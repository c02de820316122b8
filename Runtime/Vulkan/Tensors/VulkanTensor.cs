using System.Runtime.InteropServices;
using Scumble.Tensors;

namespace Scumble.Vulkan;

/// <summary>
/// A tensor in a Vulkan buffer. Disposing it is allowed at any time: the memory is freed once the last submission that uses it
/// has passed. Made by <see cref="VulkanTensorOps.Create"/>.
/// </summary>
public sealed class VulkanTensor : Tensor
{
    private readonly VulkanTensor? _owner;
    private bool _isDisposed;

    internal VulkanTensor(VulkanDevice device, TensorShape shape, ElementType elementType, TensorMemory memory) : base(shape, elementType)
    {
        Device = device;
        Buffer = new VulkanBuffer(device, SizeInBytes, memory);
    }

    private VulkanTensor(VulkanTensor owner, TensorShape shape, long firstElement) : base(shape, owner.ElementType)
    {
        (Device, Buffer, _owner) = (owner.Device, owner.Buffer, owner);
        FirstElement = owner.FirstElement + firstElement;
    }

    /// <summary>Lets go of the memory of a tensor that was never disposed.</summary>
    ~VulkanTensor() => Dispose(false);

    /// <summary>VkBuffer, valid until the tensor is disposed.</summary>
    public ulong BufferHandle => Live.Handle.Handle;

    /// <summary>Where the tensor begins in the buffer.</summary>
    public long OffsetInBytes => FirstElement * ElementType.SizeInBytes();

    /// <summary>Where the host sees the first element, for memory that is Imported or Mapped; 0 elsewhere. What kernels wrote is there once they have passed.</summary>
    public nint HostAddress => Live.HostAddress is var address and not 0 ? address + (nint)OffsetInBytes : 0;

    /// <summary>Where the bytes live.</summary>
    public TensorMemory Memory => Buffer.Kind;

    /// <summary>The device.</summary>
    public VulkanDevice Device { get; }

    /// <summary>In elements, from the beginning of the buffer.</summary>
    internal long FirstElement { get; }

    internal uint Count => (uint)Shape.ElementCount;

    /// <exception cref="ObjectDisposedException">The tensor was disposed.</exception>
    internal VulkanBuffer Live
    {
        get
        {
            ObjectDisposedException.ThrowIf(IsDisposed, this);
            return Buffer;
        }
    }

    private VulkanBuffer Buffer { get; }

    private bool IsDisposed => _isDisposed || _owner is { IsDisposed: true };

    /// <summary>Copies all elements from host memory, after the work that was recorded before. Counted as an upload.</summary>
    /// <exception cref="ArgumentException">The type or the number of elements differs.</exception>
    public void Upload<T>(ReadOnlySpan<T> values) where T : unmanaged
    {
        TensorArguments.RequireElements<T>(this, values.Length);
        Device.Staging.Upload(MemoryMarshal.AsBytes(values), Live, (ulong)OffsetInBytes);
        GC.KeepAlive(this);
    }

    /// <summary>Writes all elements where the host sees them, at once and waiting for nothing: for a new tensor in Mapped or Imported memory, which no work uses yet.</summary>
    /// <exception cref="ArgumentException">The type or the number of elements differs.</exception>
    /// <exception cref="InvalidOperationException">The host does not see the memory, or work uses it.</exception>
    public unsafe void Write<T>(ReadOnlySpan<T> values) where T : unmanaged
    {
        TensorArguments.RequireElements<T>(this, values.Length);
        if (HostAddress == 0 || Live.LastUse > 0) throw new InvalidOperationException("Only a new tensor that the host sees can be written in place.");
        values.CopyTo(new Span<T>((void*)HostAddress, values.Length));
        Device.HostCopies.CountUpload(SizeInBytes);
        GC.KeepAlive(this);
    }

    /// <summary>Waits for the work that was recorded before, then copies all elements to host memory. Counted as a download.</summary>
    /// <exception cref="ArgumentException">The type or the number of elements differs.</exception>
    public void Download<T>(Span<T> values) where T : unmanaged
    {
        TensorArguments.RequireElements<T>(this, values.Length);
        Device.Staging.Download(Live, (ulong)OffsetInBytes, MemoryMarshal.AsBytes(values));
        GC.KeepAlive(this);
    }

    /// <summary>A new handle to the memory for another API on the same device; the caller owns it.</summary>
    /// <exception cref="InvalidOperationException">The tensor was not made with <see cref="TensorMemory.Exported"/>.</exception>
    public ExportedMemory Export() => Memory == TensorMemory.Exported
        ? new ExportedMemory(Live.Export(), (long)Live.AllocatedBytes, OffsetInBytes, SizeInBytes)
        : throw new InvalidOperationException($"Only tensors in {TensorMemory.Exported} memory can be exported, and this one is {Memory}.");

    internal VulkanTensor View(TensorShape shape, long firstElement)
    {
        ObjectDisposedException.ThrowIf(IsDisposed, this);
        return new VulkanTensor(this, shape, firstElement);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (_isDisposed) return;
        _isDisposed = true;
        if (_owner is not null) return;
        if (disposing) Buffer.Retire();
        else Buffer?.Abandon();
    }
}
