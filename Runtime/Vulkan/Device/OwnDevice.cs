using Silk.NET.Vulkan;

namespace Scumble.Vulkan;

/// <summary>Makes a logical device with one queue that computes, and with every optional extension and feature that there is.</summary>
internal static unsafe class OwnDevice
{
    /// <summary>One device extension under two names: queues of a priority among those of all programs.</summary>
    private static readonly string[] GlobalPriority = ["VK_KHR_global_priority", "VK_EXT_global_priority"];

    public static (Device Device, Queue Queue, uint Family, string[] Extensions) Create(Vk vk, PhysicalDeviceReport report, bool givesWay)
    {
        var family = report.ComputeFamily!.Value;
        string[] names = [.. VulkanRequirements.OptionalExtensions.Where(report.Extensions.Contains)];
        var device = givesWay && GlobalPriority.FirstOrDefault(report.Extensions.Contains) is { } global ? CreateLow(vk, report, family, ref names, global)
            : Require(Create(vk, report, family, names, givesWay, isLow: false), report);
        vk.GetDeviceQueue(device, family, 0, out var queue);
        return (device, queue, family, names);
    }

    // A driver may have the extension and refuse the priority; then it is a queue as any other.
    private static Device CreateLow(Vk vk, PhysicalDeviceReport report, uint family, ref string[] names, string extension)
    {
        string[] more = [.. names, extension];
        var (result, device) = Create(vk, report, family, more, givesWay: true, isLow: true);
        if (result is Result.ErrorNotPermittedKhr or Result.ErrorInitializationFailed) return Require(Create(vk, report, family, names, givesWay: true, isLow: false), report);
        names = more;
        return Require((result, device), report);
    }

    private static Device Require((Result Result, Device Device) made, PhysicalDeviceReport report)
    {
        made.Result.Require("vkCreateDevice", report.Name);
        return made.Device;
    }

    private static (Result Result, Device Device) Create(Vk vk, PhysicalDeviceReport report, uint family, string[] names, bool givesWay, bool isLow)
    {
        using var extensions = new Utf8Names(names);
        var (priority, low) = (givesWay ? 0f : 1f, new DeviceQueueGlobalPriorityCreateInfoKHR(StructureType.DeviceQueueGlobalPriorityCreateInfoKhr, globalPriority: QueueGlobalPriority.Low));
        var queues = new DeviceQueueCreateInfo(StructureType.DeviceQueueCreateInfo, isLow ? &low : null, queueFamilyIndex: family, queueCount: 1, pQueuePriorities: &priority);
        var v12 = new PhysicalDeviceVulkan12Features(StructureType.PhysicalDeviceVulkan12Features) { TimelineSemaphore = true };
        var v11 = new PhysicalDeviceVulkan11Features(StructureType.PhysicalDeviceVulkan11Features, &v12)
        {
            StorageBuffer16BitAccess = report.Features.HasFlag(VulkanFeatures.StorageBuffer16BitAccess),
        };
        var features = new PhysicalDeviceFeatures2(StructureType.PhysicalDeviceFeatures2, &v11);
        features.Features.ShaderFloat64 = report.Features.HasFlag(VulkanFeatures.ShaderFloat64);
        var info = new DeviceCreateInfo(StructureType.DeviceCreateInfo, &features, queueCreateInfoCount: 1, pQueueCreateInfos: &queues,
            enabledExtensionCount: extensions.Count, ppEnabledExtensionNames: extensions.Pointers);
        Device device;
        var result = vk.CreateDevice(report.Handle, &info, null, &device);
        return (result, device);
    }
}
