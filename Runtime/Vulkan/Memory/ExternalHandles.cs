using Silk.NET.Vulkan;

namespace Scumble.Vulkan;

/// <summary>Handles by which another API takes over memory and semaphores: opaque file descriptors, or on Windows NT handles.</summary>
internal static unsafe class ExternalHandles
{
    private static readonly bool Windows = OperatingSystem.IsWindows();

    public static string MemoryExtension { get; } = Windows ? "VK_KHR_external_memory_win32" : "VK_KHR_external_memory_fd";

    public static string MemoryFunction { get; } = Windows ? "vkGetMemoryWin32HandleKHR" : "vkGetMemoryFdKHR";

    public static string SemaphoreExtension { get; } = Windows ? "VK_KHR_external_semaphore_win32" : "VK_KHR_external_semaphore_fd";

    public static string SemaphoreFunction { get; } = Windows ? "vkGetSemaphoreWin32HandleKHR" : "vkGetSemaphoreFdKHR";

    public static ExternalMemoryHandleTypeFlags MemoryType { get; } =
        Windows ? ExternalMemoryHandleTypeFlags.OpaqueWin32Bit : ExternalMemoryHandleTypeFlags.OpaqueFDBit;

    public static ExternalSemaphoreHandleTypeFlags SemaphoreType { get; } =
        Windows ? ExternalSemaphoreHandleTypeFlags.OpaqueWin32Bit : ExternalSemaphoreHandleTypeFlags.OpaqueFDBit;

    /// <summary>Why storage buffers cannot be exported, or null if they can.</summary>
    public static string? MemoryRefusal(Vk vk, PhysicalDeviceReport report)
    {
        var asked = new PhysicalDeviceExternalBufferInfo(StructureType.PhysicalDeviceExternalBufferInfo, usage: VulkanBuffer.Usage, handleType: MemoryType);
        var answer = new ExternalBufferProperties(StructureType.ExternalBufferProperties);
        vk.GetPhysicalDeviceExternalBufferProperties(report.Handle, &asked, &answer);
        return answer.ExternalMemoryProperties.ExternalMemoryFeatures.HasFlag(ExternalMemoryFeatureFlags.ExportableBit)
            ? null : $"{report.Name} does not export storage buffers as {MemoryType}";
    }

    /// <summary>Why timeline semaphores cannot be exported, or null if they can.</summary>
    public static string? TimelineRefusal(Vk vk, PhysicalDeviceReport report)
    {
        var kind = new SemaphoreTypeCreateInfo(StructureType.SemaphoreTypeCreateInfo, semaphoreType: Silk.NET.Vulkan.SemaphoreType.Timeline);
        var asked = new PhysicalDeviceExternalSemaphoreInfo(StructureType.PhysicalDeviceExternalSemaphoreInfo, &kind, SemaphoreType);
        var answer = new ExternalSemaphoreProperties(StructureType.ExternalSemaphoreProperties);
        vk.GetPhysicalDeviceExternalSemaphoreProperties(report.Handle, &asked, &answer);
        return answer.ExternalSemaphoreFeatures.HasFlag(ExternalSemaphoreFeatureFlags.ExportableBit)
            ? null : $"{report.Name} does not export timeline semaphores as {SemaphoreType}";
    }

    /// <summary>A new handle to memory that was allocated for export; the caller owns it.</summary>
    public static nint Export(VulkanDevice device, DeviceMemory memory)
    {
        var address = device.EntryPoints.GetProcAddress(MemoryFunction);
        nint handle = 0;
        if (Windows)
        {
            var info = new MemoryGetWin32HandleInfoKHR(StructureType.MemoryGetWin32HandleInfoKhr, memory: memory, handleType: MemoryType);
            device.Require(((delegate* unmanaged<Device, MemoryGetWin32HandleInfoKHR*, nint*, Result>)address)(device.Handle, &info, &handle), MemoryFunction);
            return handle;
        }
        var request = new MemoryGetFdInfoKHR(StructureType.MemoryGetFDInfoKhr, memory: memory, handleType: MemoryType);
        int descriptor;
        device.Require(((delegate* unmanaged<Device, MemoryGetFdInfoKHR*, int*, Result>)address)(device.Handle, &request, &descriptor), MemoryFunction);
        return descriptor;
    }

    /// <summary>A new handle to a semaphore that was made for export; the caller owns it.</summary>
    public static nint Export(VulkanDevice device, Silk.NET.Vulkan.Semaphore semaphore)
    {
        var address = device.EntryPoints.GetProcAddress(SemaphoreFunction);
        nint handle = 0;
        if (Windows)
        {
            var info = new SemaphoreGetWin32HandleInfoKHR(StructureType.SemaphoreGetWin32HandleInfoKhr, semaphore: semaphore, handleType: SemaphoreType);
            device.Require(((delegate* unmanaged<Device, SemaphoreGetWin32HandleInfoKHR*, nint*, Result>)address)(device.Handle, &info, &handle), SemaphoreFunction);
            return handle;
        }
        var request = new SemaphoreGetFdInfoKHR(StructureType.SemaphoreGetFDInfoKhr, semaphore: semaphore, handleType: SemaphoreType);
        int descriptor;
        device.Require(((delegate* unmanaged<Device, SemaphoreGetFdInfoKHR*, int*, Result>)address)(device.Handle, &request, &descriptor), SemaphoreFunction);
        return descriptor;
    }
}
