using System.Numerics;
using Silk.NET.Vulkan;

namespace Scumble.Vulkan;

/// <summary>Allocates device memory.</summary>
internal static unsafe class DeviceMemories
{
    /// <summary>The best type of memory for a resource.</summary>
    /// <param name="device">Where.</param>
    /// <param name="typeBits">The memory types that are allowed, one bit each.</param>
    /// <param name="required">What the memory must be.</param>
    /// <param name="preferred">What it had better be, too.</param>
    /// <exception cref="Diagnostics.ScumbleException">No type of memory fits.</exception>
    public static int Find(VulkanDevice device, uint typeBits, MemoryPropertyFlags required, MemoryPropertyFlags preferred = 0)
    {
        var type = Find(device.Report.Memory, typeBits, required, preferred);
        return type >= 0 ? type : throw VulkanErrors.Describe(Result.ErrorFeatureNotPresent, $"finding memory that is {required}", device.Name);
    }

    /// <summary>Makes one allocation of the best type of memory for a resource.</summary>
    /// <inheritdoc cref="Find(VulkanDevice, uint, MemoryPropertyFlags, MemoryPropertyFlags)"/>
    /// <inheritdoc cref="Allocate(VulkanDevice, ulong, int, void*)"/>
    public static DeviceMemory Allocate(
        VulkanDevice device, ulong sizeInBytes, uint typeBits, MemoryPropertyFlags required, MemoryPropertyFlags preferred = 0, void* next = null) =>
        Allocate(device, sizeInBytes, Find(device, typeBits, required, preferred), next);

    /// <summary>Makes one allocation.</summary>
    /// <param name="device">Where.</param>
    /// <param name="sizeInBytes">How much.</param>
    /// <param name="type">The type of memory.</param>
    /// <param name="next">A chain of further structures.</param>
    /// <exception cref="Diagnostics.ScumbleException">Memory has run out.</exception>
    public static DeviceMemory Allocate(VulkanDevice device, ulong sizeInBytes, int type, void* next = null)
    {
        var info = new MemoryAllocateInfo(StructureType.MemoryAllocateInfo, next, sizeInBytes, (uint)type);
        DeviceMemory memory;
        var result = device.Api.AllocateMemory(device.Handle, &info, null, &memory);
        if (result is Result.ErrorOutOfDeviceMemory or Result.ErrorOutOfHostMemory or Result.ErrorTooManyObjects && MakeRoom(device)) result = device.Api.AllocateMemory(device.Handle, &info, null, &memory);
        device.Require(result, $"vkAllocateMemory, {sizeInBytes} bytes");
        return memory;
    }

    /// <summary>Whether there is a type of memory that is all of this.</summary>
    public static bool Has(VulkanDevice device, MemoryPropertyFlags flags) => Find(device.Report.Memory, uint.MaxValue, flags, 0) >= 0;

    // What is only waiting for the device to finish, and blocks that nothing lies in.
    private static bool MakeRoom(VulkanDevice device)
    {
        var hasRetired = device.Resources.HasRetired;
        if (hasRetired) device.Commands.Synchronize();
        return device.Memories.Trim() || hasRetired;
    }

    private static int Find(in PhysicalDeviceMemoryProperties memory, uint typeBits, MemoryPropertyFlags required, MemoryPropertyFlags preferred)
    {
        var (best, bestScore) = (-1, -1);
        for (var i = 0; i < memory.MemoryTypeCount; i++)
        {
            var flags = memory.MemoryTypes[i].PropertyFlags;
            if ((typeBits >> i & 1) == 0 || (flags & required) != required) continue;
            var score = BitOperations.PopCount((uint)(flags & preferred));
            if (score > bestScore) (best, bestScore) = (i, score);
        }
        return best;
    }
}
