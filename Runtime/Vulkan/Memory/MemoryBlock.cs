using Silk.NET.Vulkan;

namespace Scumble.Vulkan;

/// <summary>One allocation that several resources have a part of: which parts are free. Not thread-safe.</summary>
/// <param name="memory">The allocation.</param>
/// <param name="size">Its bytes.</param>
internal sealed class MemoryBlock(DeviceMemory memory, ulong size)
{
    // In order, and never next to each other.
    private readonly List<(ulong Offset, ulong Size)> _free = [(0, size)];

    public DeviceMemory Memory => memory;

    /// <summary>Whether nobody has a part.</summary>
    public bool IsEmpty => _free is [var whole] && whole.Size == size;

    /// <summary>Takes the first part that is large enough.</summary>
    /// <param name="bytes">How much, at least 1.</param>
    /// <param name="alignment">What the offset must be a multiple of, a power of two.</param>
    /// <param name="offset">Where it begins.</param>
    public bool TryTake(ulong bytes, ulong alignment, out ulong offset)
    {
        for (var i = 0; i < _free.Count; i++)
        {
            var (start, length) = _free[i];
            offset = (start + alignment - 1) & ~(alignment - 1);
            if (offset + bytes > start + length) continue;
            _free.RemoveAt(i);
            if (offset + bytes < start + length) _free.Insert(i, (offset + bytes, start + length - offset - bytes));
            if (offset > start) _free.Insert(i, (start, offset - start));
            return true;
        }
        offset = 0;
        return false;
    }

    /// <summary>Gives a part back.</summary>
    public void Return(ulong offset, ulong bytes)
    {
        var next = _free.FindIndex(free => free.Offset > offset);
        if (next < 0) next = _free.Count;
        if (next < _free.Count && _free[next].Offset == offset + bytes)
        {
            bytes += _free[next].Size;
            _free.RemoveAt(next);
        }
        if (next > 0 && _free[next - 1] is var before && before.Offset + before.Size == offset)
        {
            (offset, bytes) = (before.Offset, bytes + before.Size);
            _free.RemoveAt(--next);
        }
        _free.Insert(next, (offset, bytes));
    }
}
