using Microsoft.Win32.SafeHandles;
using Scumble.Diagnostics;

namespace Scumble.Cuda;

/// <summary>A timeline semaphore of another API on the same device. Work that names it must have passed before it is disposed.</summary>
public sealed unsafe class CudaTimeline : IDisposable
{
    private readonly CudaDevice _device;
    private nint _handle;

    /// <param name="device">The device that it is of.</param>
    /// <param name="handle">A file descriptor, or on Windows an NT handle. Given up by the caller, whether this fails or not.</param>
    /// <exception cref="ScumbleException">The driver refused it.</exception>
    public CudaTimeline(CudaDevice device, nint handle)
    {
        ArgumentNullException.ThrowIfNull(device);
        _device = device;
        using var owned = new SafeFileHandle(handle, ownsHandle: true);
        var description = new ExternalSemaphoreHandle
        {
            Type = OperatingSystem.IsWindows() ? ExternalSemaphoreHandle.TimelineWin32 : ExternalSemaphoreHandle.TimelineFd,
            Handle = handle,
        };
        nint semaphore;
        device.Require(device.Enter().ImportExternalSemaphore(&semaphore, &description), "cuImportExternalSemaphore");
        // A file descriptor is CUDA's from now on.
        if (!OperatingSystem.IsWindows()) owned.SetHandleAsInvalid();
        _handle = semaphore;
    }

    internal nint Handle
    {
        get
        {
            ObjectDisposedException.ThrowIf(_handle == 0, this);
            return _handle;
        }
    }

    /// <summary>Lets go of the semaphore; its owner keeps it.</summary>
    public void Dispose()
    {
        if (_handle == 0) return;
        _ = _device.EnterToRelease().DestroyExternalSemaphore(_handle);
        _handle = 0;
    }
}
