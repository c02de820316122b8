using System.Numerics;
using Silk.NET.Vulkan;

namespace Scumble.Vulkan;

/// <summary>Allocates device memory: one allocation for each resource, for a pipeline holds tens of them, not thousands.</summary>
internal static unsafe class DeviceMemories
{
    /// <param name="device">Where.</param>
    /// <param name="sizeInBytes">How much.</param>
    /// <param name="typeBits">The memory types that are allowed, one bit each.</param>
    /// <param name="required">What the memory must be.</param>
    /// <param name="preferred">What it had better be, too.</param>
    /// <param name="next">A chain of further structures.</param>
    /// <exception cref="Diagnostics.ScumbleException">Memory has run out, or no type of memory fits.</exception>
    public static DeviceMemory Allocate(
        VulkanDevice device, ulong sizeInBytes, uint typeBits, MemoryPropertyFlags required, MemoryPropertyFlags preferred = 0, void* next = null)
    {
        var type = Find(device.Report.Memory, typeBits, required, preferred);
        if (type < 0) throw VulkanErrors.Describe(Result.ErrorFeatureNotPresent, $"finding memory that is {required}", device.Name);
        var info = new MemoryAllocateInfo(StructureType.MemoryAllocateInfo, next, sizeInBytes, (uint)type);
        DeviceMemory memory;
        var result = device.Api.AllocateMemory(device.Handle, &info, null, &memory);
        if (result is Result.ErrorOutOfDeviceMemory or Result.ErrorOutOfHostMemory or Result.ErrorTooManyObjects && device.Resources.HasRetired)
        {
            // What is only waiting for the device to finish makes room.
            device.Commands.Synchronize();
            result = device.Api.AllocateMemory(device.Handle, &info, null, &memory);
        }
        device.Require(result, $"vkAllocateMemory, {sizeInBytes} bytes");
        return memory;
    }

    /// <summary>Whether there is a type of memory that is all of this.</summary>
    public static bool Has(VulkanDevice device, MemoryPropertyFlags flags) => Find(device.Report.Memory, uint.MaxValue, flags, 0) >= 0;

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
