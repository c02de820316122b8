using Microsoft.Win32.SafeHandles;
using Scumble.Diagnostics;

namespace Scumble.Cuda;

/// <summary>Memory of another API on the same device, seen by CUDA. Work that uses it must have passed before it is disposed.</summary>
public sealed unsafe class CudaImport : IDisposable
{
    private readonly CudaDevice _device;
    private nint _memory;
    private ulong _address;

    /// <param name="device">The device that holds the memory.</param>
    /// <param name="handle">A file descriptor of the type opaque fd, or on Windows an NT handle of the type opaque win32, to an allocation for one buffer.
    /// Given up by the caller, whether this fails or not.</param>
    /// <param name="allocatedBytes">The size of the allocation.</param>
    /// <exception cref="ScumbleException">The driver refused it.</exception>
    public CudaImport(CudaDevice device, nint handle, long allocatedBytes)
    {
        ArgumentNullException.ThrowIfNull(device);
        _device = device;
        using var owned = new SafeFileHandle(handle, ownsHandle: true);
        var driver = device.Enter();
        var description = new ExternalMemoryHandle
        {
            Type = OperatingSystem.IsWindows() ? ExternalMemoryHandle.OpaqueWin32 : ExternalMemoryHandle.OpaqueFd,
            Handle = handle,
            SizeInBytes = (ulong)allocatedBytes,
            Flags = ExternalMemoryHandle.Dedicated,
        };
        nint memory;
        device.Require(driver.ImportExternalMemory(&memory, &description), $"cuImportExternalMemory, {allocatedBytes} bytes");
        // A file descriptor is CUDA's from now on.
        if (!OperatingSystem.IsWindows()) owned.SetHandleAsInvalid();
        _memory = memory;
        var range = new ExternalMemoryRange { SizeInBytes = (ulong)allocatedBytes };
        ulong address;
        var result = driver.ExternalMemoryGetMappedBuffer(&address, memory, &range);
        if (result != 0) _ = driver.DestroyExternalMemory(memory);
        device.Require(result, $"cuExternalMemoryGetMappedBuffer, {allocatedBytes} bytes");
        _address = address;
    }

    /// <summary>CUdeviceptr of the allocation's first byte.</summary>
    public ulong Address
    {
        get
        {
            ObjectDisposedException.ThrowIf(_address == 0, this);
            return _address;
        }
    }

    /// <summary>Lets go of the memory; its owner keeps it.</summary>
    public void Dispose()
    {
        if (_address == 0) return;
        var driver = _device.EnterToRelease();
        _ = driver.MemFree(_address);
        _ = driver.DestroyExternalMemory(_memory);
        (_address, _memory) = (0, 0);
    }
}
