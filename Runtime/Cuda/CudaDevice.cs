using System.Runtime.InteropServices;
using Scumble.Diagnostics;

namespace Scumble.Cuda;

/// <summary>
/// One of NVIDIA's devices with its primary context, which CUDA's runtime, and through it ONNX Runtime, shares. It lives as long as the process,
/// for those libraries keep what they made in it as long. Thread-safe.
/// </summary>
public sealed unsafe class CudaDevice
{
    /// <summary>The driver's CUDA version that is needed, 1000 times the major plus 10 times the minor one: opaque timelines came in 11.2.</summary>
    internal const int LeastVersion = 11020;

    private const int OutOfMemory = 2;
    private const int ReleaseThreshold = 4;
    private readonly nint _context;

    private CudaDevice(CudaDriver driver, int index)
    {
        (Driver, Index) = (driver, index);
        int device;
        Require(driver.DeviceGet(&device, index), "cuDeviceGet");
        (Name, Uuid) = (NameOf(device), UuidOf(driver, device));
        nint context, pool;
        Require(driver.PrimaryContextRetain(&context, device), "cuDevicePrimaryCtxRetain");
        _context = context;
        // What is freed stays in the pool for the next tensor, instead of going back at every wait.
        var all = ulong.MaxValue;
        Require(driver.DeviceGetDefaultMemPool(&pool, device), "cuDeviceGetDefaultMemPool");
        Require(driver.MemPoolSetAttribute(pool, ReleaseThreshold, &all), "cuMemPoolSetAttribute");
    }

    /// <summary>The device's name, from the driver.</summary>
    public string Name { get; private set; } = "CUDA";

    /// <summary>The device's number in CUDA's order.</summary>
    public int Index { get; }

    /// <summary>The device's UUID, the same in Vulkan and in CUDA.</summary>
    public Guid Uuid { get; }

    internal CudaDriver Driver { get; }

    /// <summary>The device of an UUID, or the first; the same object every time.</summary>
    /// <param name="uuid">As Vulkan reports it; null for the first device.</param>
    /// <exception cref="ScumbleException">There is no driver, it is too old, or it has no such device.</exception>
    public static CudaDevice Open(Guid? uuid = null) => CudaLibrary.Installed.Device(uuid);

    /// <summary>The UUIDs of all devices that CUDA shows (CUDA_VISIBLE_DEVICES), in its order.</summary>
    /// <exception cref="ScumbleException">There is no driver, or it is too old.</exception>
    public static IReadOnlyList<Guid> VisibleUuids() => CudaLibrary.Installed.Uuids();

    internal static CudaDevice Open(CudaDriver driver, Guid? uuid)
    {
        var names = new List<string>();
        foreach (var (index, found) in Uuids(driver))
        {
            if (uuid is null || found == uuid) return new CudaDevice(driver, index);
            names.Add($"{found}");
        }
        throw new ScumbleException(
            uuid is null ? "NVIDIA's driver has no device." : $"No CUDA device has the UUID {uuid} of the Vulkan device; there {(names.Count == 1 ? "is" : "are")} {string.Join(", ", names.DefaultIfEmpty("none"))}.",
            "Let both use the same device: see CUDA_VISIBLE_DEVICES and the renderer's choice of a device.");
    }

    /// <summary>A stream of this device's that waits for no other. The caller disposes it.</summary>
    /// <exception cref="ScumbleException">The driver failed.</exception>
    public CudaStream CreateStream() => new(this);

    /// <summary>Makes the context this thread's, which every call of the driver needs.</summary>
    internal CudaDriver Enter()
    {
        Require(Driver.ContextSetCurrent(_context), "cuCtxSetCurrent");
        return Driver;
    }

    /// <summary>Enters to let go of something: in a finalizer or while an error is on its way, nobody wants another one.</summary>
    internal CudaDriver EnterToRelease()
    {
        _ = Driver.ContextSetCurrent(_context);
        return Driver;
    }

    /// <exception cref="ScumbleException">The result is no success.</exception>
    internal void Require(int result, string call)
    {
        if (result != 0) throw Describe(Driver, Name, result, call);
    }

    internal static IEnumerable<(int Index, Guid Uuid)> Uuids(CudaDriver driver)
    {
        foreach (var index in Enumerable.Range(0, Count(driver))) yield return (index, UuidOf(driver, DeviceOf(driver, index)));
    }

    private static int Count(CudaDriver driver)
    {
        int version, count;
        Check(driver, driver.Init(0), "cuInit");
        Check(driver, driver.DriverGetVersion(&version), "cuDriverGetVersion");
        if (version < LeastVersion)
            throw new ScumbleException($"NVIDIA's driver speaks CUDA {version / 1000}.{version % 1000 / 10}; {LeastVersion / 1000}.{LeastVersion % 1000 / 10} is the least.", "Update the driver.");
        Check(driver, driver.DeviceGetCount(&count), "cuDeviceGetCount");
        return count;
    }

    private static int DeviceOf(CudaDriver driver, int index)
    {
        int device;
        Check(driver, driver.DeviceGet(&device, index), "cuDeviceGet");
        return device;
    }

    private static Guid UuidOf(CudaDriver driver, int device)
    {
        var bytes = stackalloc byte[16];
        Check(driver, driver.DeviceGetUuid(bytes, device), "cuDeviceGetUuid");
        return new Guid(new ReadOnlySpan<byte>(bytes, 16), bigEndian: true);
    }

    private string NameOf(int device)
    {
        var name = stackalloc byte[256];
        Require(Driver.DeviceGetName(name, 256, device), "cuDeviceGetName");
        return Marshal.PtrToStringUTF8((nint)name)!;
    }

    private static void Check(CudaDriver driver, int result, string call)
    {
        if (result != 0) throw Describe(driver, "NVIDIA's driver", result, call);
    }

    private static ScumbleException Describe(CudaDriver driver, string where, int result, string call)
    {
        byte* text = null;
        _ = driver.GetErrorString(result, &text);
        var reason = text is null ? "an unknown error" : Marshal.PtrToStringUTF8((nint)text);
        var message = $"{where}: {call} failed with {result} ({reason}).";
        return result == OutOfMemory ? new MemoryExhaustedException(message, "Ask for a smaller size, or close what else uses the device's memory.")
            : new ScumbleException(message, "If it happens again, update the driver, or use the device cpu.");
    }
}
