using Scumble.Diagnostics;
using Silk.NET.Vulkan;

namespace Scumble.Vulkan;

/// <summary>Says in this product's words what Vulkan returns. Every call's result passes here, in every build.</summary>
internal static class VulkanErrors
{
    /// <exception cref="ScumbleException">The call failed.</exception>
    public static void Require(this Result result, string call, string device)
    {
        if (result < Result.Success) throw Describe(result, call, device);
    }

    public static ScumbleException Describe(Result result, string call, string device) => result switch
    {
        Result.ErrorOutOfDeviceMemory => new MemoryExhaustedException($"{device} is out of memory ({call}).",
            "Ask for a smaller size or fewer pictures at once, or close other programs that use the GPU."),
        Result.ErrorOutOfHostMemory => new MemoryExhaustedException($"The driver of {device} is out of host memory ({call}).", "Close other programs, or ask for a smaller size."),
        Result.ErrorTooManyObjects => new MemoryExhaustedException($"{device} holds no more allocations ({call}).", "Dispose tensors and textures that are no longer used."),
        Result.ErrorDeviceLost => Lost(device, call),
        Result.ErrorIncompatibleDriver or Result.ErrorInitializationFailed => new($"There is no Vulkan driver that works ({call}: {result}).",
            "Install or repair the graphics driver, or use the device cpu."),
        Result.ErrorLayerNotPresent => new("The Khronos validation layer is not installed.", "Install it (vulkan-validationlayers), or leave the validation out."),
        _ => new($"{call} failed on {device}: {result}.", "Update the graphics driver; if that does not help, use the device cpu."),
    };

    public static ScumbleException Lost(string device, string call) => new($"{device} was lost ({call}).",
        "Dispose the device and all that was made on it, then create both again; the driver's log says why it was lost.");
}
