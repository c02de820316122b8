using System.Runtime.InteropServices;
using Silk.NET.Vulkan;

namespace Scumble.Vulkan;

/// <summary>Ordinary host memory under a Vulkan buffer (VK_EXT_external_memory_host). It owns the host memory.</summary>
internal sealed unsafe class HostImport
{
    public const string Extension = "VK_EXT_external_memory_host";
    public const string Function = "vkGetMemoryHostPointerPropertiesEXT";
    private void* _address;

    public HostImport(VulkanDevice device, ulong sizeInBytes)
    {
        var alignment = Alignment(device);
        Size = (sizeInBytes + alignment - 1) / alignment * alignment;
        _address = NativeMemory.AlignedAlloc((nuint)Size, (nuint)alignment);
        NativeMemory.Clear(_address, (nuint)Size);
        try
        {
            MemoryTypeBits = ReadMemoryTypeBits(device);
        }
        catch
        {
            Free();
            throw;
        }
    }

    public nint Address => (nint)_address;

    /// <summary>A multiple of what the device asks for.</summary>
    public ulong Size { get; }

    /// <summary>The memory types that can import it, one bit each.</summary>
    public uint MemoryTypeBits { get; }

    public void Free()
    {
        NativeMemory.AlignedFree(_address);
        _address = null;
    }

    private static ulong Alignment(VulkanDevice device)
    {
        var host = new PhysicalDeviceExternalMemoryHostPropertiesEXT(StructureType.PhysicalDeviceExternalMemoryHostPropertiesExt);
        var properties = new PhysicalDeviceProperties2(StructureType.PhysicalDeviceProperties2, &host);
        device.Api.GetPhysicalDeviceProperties2(device.Report.Handle, &properties);
        return host.MinImportedHostPointerAlignment;
    }

    private uint ReadMemoryTypeBits(VulkanDevice device)
    {
        var call = (delegate* unmanaged<Device, ExternalMemoryHandleTypeFlags, void*, MemoryHostPointerPropertiesEXT*, Result>)device.EntryPoints.GetProcAddress(Function);
        var properties = new MemoryHostPointerPropertiesEXT(StructureType.MemoryHostPointerPropertiesExt);
        device.Require(call(device.Handle, ExternalMemoryHandleTypeFlags.HostAllocationBitExt, _address, &properties), Function);
        return properties.MemoryTypeBits;
    }
}
