using System.Runtime.InteropServices;
using Scumble.Diagnostics;

namespace Scumble.Vulkan;

/// <summary>The machine's Vulkan loader. It stays loaded for the life of the process.</summary>
internal static class VulkanLoader
{
    private static readonly string[] Libraries =
        OperatingSystem.IsWindows() ? ["vulkan-1.dll"]
        : OperatingSystem.IsMacOS() ? ["libvulkan.1.dylib", "libMoltenVK.dylib"]
        : ["libvulkan.so.1"];

    /// <summary>The address of the loader's vkGetInstanceProcAddr.</summary>
    /// <exception cref="ScumbleException">There is no loader.</exception>
    public static nint GetInstanceProcAddr() => GetInstanceProcAddr(Libraries);

    /// <inheritdoc cref="GetInstanceProcAddr()"/>
    /// <param name="libraries">Names to try, in order.</param>
    public static nint GetInstanceProcAddr(params ReadOnlySpan<string> libraries)
    {
        foreach (var name in libraries)
        {
            if (NativeLibrary.TryLoad(name, out var library) && NativeLibrary.TryGetExport(library, "vkGetInstanceProcAddr", out var address))
                return address;
        }
        throw new ScumbleException($"There is no Vulkan loader here: {string.Join(" and ", libraries)} cannot be loaded.",
            "Install a graphics driver with Vulkan, or use the device cpu.");
    }
}
