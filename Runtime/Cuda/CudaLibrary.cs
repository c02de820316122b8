using System.Runtime.InteropServices;
using Scumble.Diagnostics;

namespace Scumble.Cuda;

/// <summary>A driver, loaded once, and its devices, each opened once: what a device holds lives as long as the process. Thread-safe.</summary>
/// <param name="load">Loads the driver; called again after it threw.</param>
internal sealed class CudaLibrary(Func<CudaDriver> load)
{
    private static readonly string Name = OperatingSystem.IsWindows() ? "nvcuda.dll" : "libcuda.so.1";

    private readonly Lock _lock = new();
    private readonly List<CudaDevice> _devices = [];
    private CudaDriver? _driver;

    /// <summary>NVIDIA's driver, as it is installed here.</summary>
    public static CudaLibrary Installed { get; } = new(Load);

    /// <summary>The device of an UUID, or the first; the same object every time.</summary>
    /// <exception cref="ScumbleException">There is no driver, it is too old, or it has no such device.</exception>
    public CudaDevice Device(Guid? uuid)
    {
        lock (_lock)
        {
            if (_devices.Find(device => uuid is null ? device.Index == 0 : device.Uuid == uuid) is { } known) return known;
            var opened = CudaDevice.Open(_driver ??= load(), uuid);
            _devices.Add(opened);
            return opened;
        }
    }

    /// <summary>The UUIDs of all devices that the driver shows, in its order.</summary>
    /// <exception cref="ScumbleException">There is no driver, or it is too old.</exception>
    public IReadOnlyList<Guid> Uuids()
    {
        lock (_lock) return [.. CudaDevice.Uuids(_driver ??= load()).Select(device => device.Uuid)];
    }

    private static CudaDriver Load()
    {
        if (!NativeLibrary.TryLoad(Name, out var library))
            throw new ScumbleException($"There is no NVIDIA driver: {Name} cannot be loaded.", "Install NVIDIA's driver, or use the device webgpu or cpu.");
        return new CudaDriver(name => NativeLibrary.TryGetExport(library, name, out var address) ? address : 0);
    }
}
