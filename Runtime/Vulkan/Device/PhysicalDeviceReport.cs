using System.Runtime.InteropServices;
using Silk.NET.Core;
using Silk.NET.Vulkan;

namespace Scumble.Vulkan;

/// <summary>What Vulkan says about a physical device, read once.</summary>
internal sealed unsafe class PhysicalDeviceReport
{
    private readonly QueueFamilyProperties[] _families;

    public PhysicalDeviceReport(Vk vk, PhysicalDevice handle)
    {
        Handle = handle;
        var identity = new PhysicalDeviceIDProperties(StructureType.PhysicalDeviceIDProperties);
        var properties = new PhysicalDeviceProperties2(StructureType.PhysicalDeviceProperties2, &identity);
        vk.GetPhysicalDeviceProperties2(handle, &properties);
        Name = Marshal.PtrToStringUTF8((nint)properties.Properties.DeviceName) ?? "";
        ApiVersion = properties.Properties.ApiVersion;
        Kind = properties.Properties.DeviceType;
        Limits = properties.Properties.Limits;
        Uuid = new Guid(new ReadOnlySpan<byte>(identity.DeviceUuid, 16), bigEndian: true);
        Extensions = ReadExtensions(vk);
        Features = ApiVersion < VulkanRequirements.ApiVersion ? VulkanFeatures.None : ReadFeatures(vk);
        _families = ReadFamilies(vk);
        vk.GetPhysicalDeviceMemoryProperties(handle, out var memory);
        Memory = memory;
    }

    public PhysicalDevice Handle { get; }

    public string Name { get; }

    public uint ApiVersion { get; }

    public PhysicalDeviceType Kind { get; }

    public PhysicalDeviceLimits Limits { get; }

    /// <summary>The driver's UUID of the device, the same in Vulkan and CUDA.</summary>
    public Guid Uuid { get; }

    public IReadOnlySet<string> Extensions { get; }

    public VulkanFeatures Features { get; }

    public PhysicalDeviceMemoryProperties Memory { get; }

    public int QueueFamilyCount => _families.Length;

    /// <summary>The first family that computes, graphics or not; null if there is none.</summary>
    public uint? ComputeFamily => Array.FindIndex(_families, family => family.QueueFlags.HasFlag(QueueFlags.ComputeBit)) is var i and >= 0 ? (uint)i : null;

    public bool Computes(uint family) => _families[family].QueueFlags.HasFlag(QueueFlags.ComputeBit);

    private HashSet<string> ReadExtensions(Vk vk)
    {
        uint count = 0;
        vk.EnumerateDeviceExtensionProperties(Handle, (byte*)null, &count, null).Require("vkEnumerateDeviceExtensionProperties", Name);
        var found = new ExtensionProperties[count];
        fixed (ExtensionProperties* pointer = found)
            vk.EnumerateDeviceExtensionProperties(Handle, (byte*)null, &count, pointer).Require("vkEnumerateDeviceExtensionProperties", Name);
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (ref var extension in found.AsSpan())
            fixed (byte* name = extension.ExtensionName) names.Add(Marshal.PtrToStringUTF8((nint)name)!);
        return names;
    }

    private VulkanFeatures ReadFeatures(Vk vk)
    {
        var v12 = new PhysicalDeviceVulkan12Features(StructureType.PhysicalDeviceVulkan12Features);
        var v11 = new PhysicalDeviceVulkan11Features(StructureType.PhysicalDeviceVulkan11Features, &v12);
        var features = new PhysicalDeviceFeatures2(StructureType.PhysicalDeviceFeatures2, &v11);
        vk.GetPhysicalDeviceFeatures2(Handle, &features);
        return If(v12.TimelineSemaphore, VulkanFeatures.TimelineSemaphore)
            | If(v11.StorageBuffer16BitAccess, VulkanFeatures.StorageBuffer16BitAccess)
            | If(features.Features.ShaderFloat64, VulkanFeatures.ShaderFloat64);

        static VulkanFeatures If(Bool32 has, VulkanFeatures feature) => has ? feature : VulkanFeatures.None;
    }

    private QueueFamilyProperties[] ReadFamilies(Vk vk)
    {
        uint count = 0;
        vk.GetPhysicalDeviceQueueFamilyProperties(Handle, &count, null);
        var families = new QueueFamilyProperties[count];
        fixed (QueueFamilyProperties* pointer = families) vk.GetPhysicalDeviceQueueFamilyProperties(Handle, &count, pointer);
        return families;
    }
}
