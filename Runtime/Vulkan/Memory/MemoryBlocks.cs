using Silk.NET.Vulkan;

namespace Scumble.Vulkan;

/// <summary>
/// Device memory for textures and buffers that only the device sees, many to an allocation: a driver takes its time for each allocation, and some allow but 4096. What is large has one of its own,
/// for the time grows with the size too, and a frame waits for it. Blocks grow with their number; of each kind one stays when it is empty. Thread-safe.
/// </summary>
internal sealed unsafe class MemoryBlocks(VulkanDevice device) : IDisposable
{
    private const ulong Smallest = 4 << 20, Largest = 16 << 20, MostShared = 2 << 20;

    private readonly Lock _lock = new();

    // Images and buffers apart: next to each other they would need a distance (bufferImageGranularity).
    private readonly Dictionary<(int Type, bool IsImage), List<MemoryBlock>> _blocks = [];

    /// <summary>Takes device memory.</summary>
    /// <param name="needs">What the resource asks for.</param>
    /// <param name="isImage">Whether it is an image.</param>
    /// <param name="alone">A chain of further structures for an allocation of its own.</param>
    /// <exception cref="Diagnostics.ScumbleException">Memory has run out, or no type of memory fits.</exception>
    public MemoryPlace Take(in MemoryRequirements needs, bool isImage, void* alone = null)
    {
        var type = DeviceMemories.Find(device, needs.MemoryTypeBits, MemoryPropertyFlags.DeviceLocalBit);
        if (needs.Size > MostShared) return new(DeviceMemories.Allocate(device, needs.Size, type, alone));
        List<MemoryBlock>? blocks;
        ulong size;
        lock (_lock)
        {
            if (!_blocks.TryGetValue((type, isImage), out blocks)) _blocks.Add((type, isImage), blocks = []);
            foreach (var known in blocks)
                if (known.TryTake(needs.Size, needs.Alignment, out var at)) return new(known.Memory, at, needs.Size, known);
            size = Math.Min(Largest, Smallest << Math.Min(2, blocks.Count));
        }

        // Outside of the lock: where memory runs out, others' parts are given back first.
        var block = new MemoryBlock(DeviceMemories.Allocate(device, size, type), size);
        lock (_lock)
        {
            blocks.Add(block);
            block.TryTake(needs.Size, needs.Alignment, out var offset);
            return new(block.Memory, offset, needs.Size, block);
        }
    }

    /// <summary>Gives back what a destroyed resource had; nothing for what has no memory.</summary>
    public void Return(in MemoryPlace place)
    {
        if (place.Block is not { } block)
        {
            device.Api.FreeMemory(device.Handle, place.Memory, null);
            return;
        }
        lock (_lock)
        {
            block.Return(place.Offset, place.SizeInBytes);
            if (!block.IsEmpty) return;
            var blocks = _blocks.Values.First(blocks => blocks.Contains(block));
            if (blocks.Exists(other => other != block && other.IsEmpty)) Free(blocks, block);
        }
    }

    /// <summary>Frees the blocks that nobody has a part of.</summary>
    /// <returns>Whether there were any.</returns>
    public bool Trim()
    {
        lock (_lock)
        {
            var isFreed = false;
            foreach (var blocks in _blocks.Values)
                foreach (var block in blocks.FindAll(block => block.IsEmpty))
                {
                    Free(blocks, block);
                    isFreed = true;
                }
            return isFreed;
        }
    }

    /// <summary>Frees all; nothing may lie in it any more.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            foreach (var block in _blocks.Values.SelectMany(blocks => blocks)) device.Api.FreeMemory(device.Handle, block.Memory, null);
            _blocks.Clear();
        }
    }

    private void Free(List<MemoryBlock> blocks, MemoryBlock block)
    {
        blocks.Remove(block);
        device.Api.FreeMemory(device.Handle, block.Memory, null);
    }
}
