using Silk.NET.Vulkan;

namespace Scumble.Vulkan;

/// <summary>Where a resource lies in device memory, until it is given back to <see cref="MemoryBlocks"/>.</summary>
/// <param name="Memory">The allocation.</param>
/// <param name="Offset">Where in it, in bytes.</param>
/// <param name="SizeInBytes">How much of it.</param>
/// <param name="Block">What knows the rest of the allocation; null where the resource has all of it.</param>
internal readonly record struct MemoryPlace(DeviceMemory Memory, ulong Offset = 0, ulong SizeInBytes = 0, MemoryBlock? Block = null);
