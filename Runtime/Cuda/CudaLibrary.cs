using System.Runtime.InteropServices;
using Scumble.Diagnostics;

namespace Scumble.Cuda;

/// <summary>NVIDIA's driver, loaded once.</summary>
internal static class CudaLibrary
{
    private static readonly string Name = OperatingSystem.IsWindows() ? "nvcuda.dll" : "libcuda.so.1";

    private static readonly Lazy<CudaDriver> Loaded = new(Load, LazyThreadSafetyMode.PublicationOnly);

    /// <exception cref="ScumbleException">There is no driver.</exception>
    public static CudaDriver Driver => Loaded.Value;

    private static CudaDriver Load()
    {
        if (!NativeLibrary.TryLoad(Name, out var library))
            throw new ScumbleException($"There is no NVIDIA driver: {Name} cannot be loaded.", "Install NVIDIA's driver, or use the device webgpu or cpu.");
        return new CudaDriver(name => NativeLibrary.TryGetExport(library, name, out var address) ? address : 0);
    }
}
