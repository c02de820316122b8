using Silk.NET.Vulkan;

namespace Scumble.Vulkan;

/// <summary>Makes a logical device with one queue that computes, and with every optional extension and feature that there is.</summary>
internal static unsafe class OwnDevice
{
    public static (Device Device, Queue Queue, uint Family, string[] Extensions) Create(Vk vk, PhysicalDeviceReport report)
    {
        var family = report.ComputeFamily!.Value;
        string[] names = [.. VulkanRequirements.OptionalExtensions.Where(report.Extensions.Contains)];
        using var extensions = new Utf8Names(names);
        var priority = 1f;
        var queues = new DeviceQueueCreateInfo(StructureType.DeviceQueueCreateInfo, queueFamilyIndex: family, queueCount: 1, pQueuePriorities: &priority);
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
        vk.CreateDevice(report.Handle, &info, null, &device).Require("vkCreateDevice", report.Name);
        vk.GetDeviceQueue(device, family, 0, out var queue);
        return (device, queue, family, names);
    }
}
