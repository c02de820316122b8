using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Scumble.Diagnostics;

namespace Scumble.Cuda;

/// <summary>
/// Work on a CUDA device, in the order of the calls; every call only enqueues, except <see cref="Synchronize"/> and <see cref="Drain"/>. One thread. Disposing it
/// waits for what was enqueued.
/// </summary>
[SuppressMessage("Naming", "CA1711", Justification = "CUDA's own word.")]
public sealed unsafe class CudaStream : IDisposable
{
    private const uint NonBlocking = 1;
    private nint _handle;

    internal CudaStream(CudaDevice device)
    {
        Device = device;
        nint handle;
        device.Require(device.Enter().StreamCreate(&handle, NonBlocking), "cuStreamCreate");
        _handle = handle;
    }

    /// <summary>The device.</summary>
    public CudaDevice Device { get; }

    internal bool IsDisposed => _handle == 0;

    /// <summary>CUstream, which is CUDA's runtime's cudaStream_t too.</summary>
    public nint Handle
    {
        get
        {
            ObjectDisposedException.ThrowIf(_handle == 0, this);
            return _handle;
        }
    }

    /// <summary>What follows waits, on the device, until a timeline reaches a value.</summary>
    /// <exception cref="ScumbleException">The driver failed.</exception>
    public void WaitFor(CudaTimeline timeline, ulong value)
    {
        ArgumentNullException.ThrowIfNull(timeline);
        var (semaphore, target) = (timeline.Handle, new SemaphoreValue { Value = value });
        Device.Require(Device.Enter().WaitExternalSemaphores(&semaphore, &target, 1, Handle), "cuWaitExternalSemaphoresAsync");
    }

    /// <summary>Sets a timeline once everything before has passed.</summary>
    /// <exception cref="ScumbleException">The driver failed.</exception>
    public void Signal(CudaTimeline timeline, ulong value)
    {
        ArgumentNullException.ThrowIfNull(timeline);
        var (semaphore, target) = (timeline.Handle, new SemaphoreValue { Value = value });
        Device.Require(Device.Enter().SignalExternalSemaphores(&semaphore, &target, 1, Handle), "cuSignalExternalSemaphoresAsync");
    }

    /// <summary>Writes one element everywhere: the element travels in the command, not through memory of the host.</summary>
    /// <param name="tensor">Of elements of 4 or 8 bytes.</param>
    /// <param name="element">Its bytes.</param>
    /// <exception cref="ScumbleException">The driver failed.</exception>
    public void Fill(CudaTensor tensor, ReadOnlySpan<byte> element)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        var words = MemoryMarshal.Cast<byte, uint>(element);
        var (driver, count) = (Device.Enter(), (nuint)tensor.Shape.ElementCount);
        if (words.Length == 1)
        {
            Device.Require(driver.MemsetD32(tensor.Address, words[0], count, Handle), "cuMemsetD32Async");
            return;
        }
        for (var i = 0; i < words.Length; i++)
            Device.Require(driver.MemsetD2D32(tensor.Address + (ulong)i * 4, (nuint)element.Length, words[i], 1, count, Handle), "cuMemsetD2D32Async");
    }

    /// <summary>target = source, on the device.</summary>
    /// <exception cref="ScumbleException">The driver failed.</exception>
    public void Copy(CudaTensor target, CudaTensor source)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(source);
        ArgumentOutOfRangeException.ThrowIfNotEqual(source.SizeInBytes, target.SizeInBytes);
        Device.Require(Device.Enter().MemcpyDtoD(target.Address, source.Address, (nuint)source.SizeInBytes, Handle), "cuMemcpyDtoDAsync");
    }

    /// <summary>Copies from the host; the source may be written again when this returns.</summary>
    /// <exception cref="ScumbleException">The driver failed.</exception>
    public void Upload(CudaTensor tensor, ReadOnlySpan<byte> source)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        ArgumentOutOfRangeException.ThrowIfNotEqual(source.Length, tensor.SizeInBytes);
        fixed (byte* bytes = source)
            Device.Require(Device.Enter().MemcpyHtoD(tensor.Address, bytes, (nuint)source.Length, Handle), "cuMemcpyHtoDAsync");
    }

    /// <summary>Copies to the host, and waits for it.</summary>
    /// <exception cref="ScumbleException">The driver failed.</exception>
    public void Download(CudaTensor tensor, Span<byte> target)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        ArgumentOutOfRangeException.ThrowIfNotEqual(target.Length, tensor.SizeInBytes);
        fixed (byte* bytes = target)
        {
            Device.Require(Device.Enter().MemcpyDtoH(bytes, tensor.Address, (nuint)target.Length, Handle), "cuMemcpyDtoHAsync");
            Synchronize();
        }
    }

    /// <summary>Waits on the host for everything before.</summary>
    /// <exception cref="ScumbleException">Something before failed.</exception>
    public void Synchronize() => Device.Require(Device.Enter().StreamSynchronize(Handle), "cuStreamSynchronize");

    /// <summary>Waits for everything before so that what it uses can be let go of: a fault is said by whoever comes next, and a stream that is gone has nothing to wait for.</summary>
    public void Drain()
    {
        if (_handle != 0) _ = Device.EnterToRelease().StreamSynchronize(_handle);
    }

    /// <summary>Waits, and lets go of the stream.</summary>
    public void Dispose()
    {
        if (_handle == 0) return;
        Drain();
        _ = Device.Driver.StreamDestroy(_handle);
        _handle = 0;
    }
}
