using NUnit.Framework;
using Scumble.Vulkan;

namespace Scumble.Tests.Vulkan.Memory;

/// <summary>Parts of one allocation.</summary>
public class MemoryBlockTests
{
    private const ulong Size = 1 << 16;

    [Test]
    public void PartsAreAlignedAndNeverOverlap()
    {
        var (block, random, taken) = (new MemoryBlock(default, Size), new Random(1), new List<(ulong Offset, ulong Size)>());
        for (var i = 0; i < 20_000; i++)
        {
            if (random.Next(5) < 2 && taken.Count > 0)
            {
                var which = random.Next(taken.Count);
                block.Return(taken[which].Offset, taken[which].Size);
                taken.RemoveAt(which);
                continue;
            }
            var (bytes, alignment) = ((ulong)random.Next(1, 4000), 1UL << random.Next(11));
            if (!block.TryTake(bytes, alignment, out var offset)) continue;
            Assert.That(offset % alignment, Is.Zero);
            Assert.That(offset + bytes, Is.AtMost(Size));
            Assert.That(taken.All(other => other.Offset + other.Size <= offset || offset + bytes <= other.Offset), $"{offset} and {bytes} bytes");
            taken.Add((offset, bytes));
        }
        foreach (var (offset, bytes) in taken) block.Return(offset, bytes);
        Assert.That(block.IsEmpty);
        Assert.That(block.TryTake(Size, 4096, out _), "all parts have grown together again");
        Assert.That(block.IsEmpty, Is.False);
        Assert.That(block.TryTake(1, 1, out _), Is.False);
    }
}
