using System.Runtime.InteropServices;
using Scumble.Tensors;

namespace Scumble.Vulkan;

/// <summary>
/// One tensor for kernels on the device and for an inference runtime on the host: the same bytes wherever that is possible.
/// Only one side uses it at a time; <see cref="ToHost"/> and <see cref="ToDevice"/> pass it over. One thread.
/// </summary>
public sealed unsafe class SharedTensor : IDisposable
{
    private readonly VulkanDevice _device;
    private void* _staged;

    /// <param name="device">Where; it must outlive the tensor.</param>
    /// <param name="shape">The dimensions; zeros at first.</param>
    /// <param name="elementType">The type of each element.</param>
    /// <param name="kind">How, as <see cref="SharingChoice.ForHost"/> chose.</param>
    /// <exception cref="Diagnostics.ScumbleException">Memory has run out, or it cannot be shared this way.</exception>
    public SharedTensor(VulkanDevice device, TensorShape shape, ElementType elementType, SharingKind kind)
    {
        ArgumentNullException.ThrowIfNull(device);
        ArgumentOutOfRangeException.ThrowIfEqual(kind, SharingKind.Exported);
        (_device, Kind) = (device, kind);
        Device = new VulkanTensor(device, shape, elementType, kind switch
        {
            SharingKind.Imported => TensorMemory.Imported,
            SharingKind.Mapped => TensorMemory.Mapped,
            _ => TensorMemory.Device,
        });
        var address = Device.Live.HostAddress;
        if (address == 0)
        {
            _staged = NativeMemory.AlignedAlloc((nuint)Device.Live.SizeInBytes, 64);
            NativeMemory.Clear(_staged, (nuint)Device.Live.SizeInBytes);
            address = (nint)_staged;
        }
        Host = HostTensor.Over(address, shape, elementType);
    }

    /// <summary>Frees the host's half of a tensor that was never disposed.</summary>
    ~SharedTensor() => Free();

    /// <summary>How it is shared.</summary>
    public SharingKind Kind { get; }

    /// <summary>For kernels.</summary>
    public VulkanTensor Device { get; }

    /// <summary>A <see cref="CpuTensor{T}"/>, which runtimes on the host bind in place.</summary>
    public Tensor Host { get; }

    /// <summary>Waits for the kernels that were recorded before; then the host sees what they wrote.</summary>
    public void ToHost()
    {
        if (Kind == SharingKind.Staged) _device.Staging.Download(Device.Live, 0, Staged);
        else _device.Commands.Synchronize();
    }

    /// <summary>Kernels that are recorded from now on see what the host wrote. The host writes again only after <see cref="ToHost"/>.</summary>
    public void ToDevice()
    {
        if (Kind == SharingKind.Staged) _device.Staging.Upload(Staged, Device.Live, 0);
    }

    /// <summary>Releases both halves; the host must no longer use its own.</summary>
    public void Dispose()
    {
        Host.Dispose();
        Device.Dispose();
        Free();
        GC.SuppressFinalize(this);
    }

    private Span<byte> Staged => new(_staged, checked((int)Device.SizeInBytes));

    private void Free()
    {
        NativeMemory.AlignedFree(_staged);
        _staged = null;
    }
}
