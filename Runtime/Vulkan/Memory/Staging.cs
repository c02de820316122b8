namespace Scumble.Vulkan;

/// <summary>The one way of bytes between host and device memory: through a mapped buffer, and counted.</summary>
internal sealed unsafe class Staging(VulkanDevice device)
{
    private const int ChunkBytes = 16 << 20;
    private VulkanBuffer? _buffer;

    /// <summary>Copies bytes to a buffer, after all that was recorded before.</summary>
    public void Upload(ReadOnlySpan<byte> source, VulkanBuffer target, ulong offset)
    {
        for (var done = 0; done < source.Length; done += ChunkBytes)
        {
            var chunk = source[done..Math.Min(source.Length, done + ChunkBytes)];
            chunk.CopyTo(Reserve(chunk.Length));
            device.Commands.Copy(_buffer!, 0, target, offset + (ulong)done, (ulong)chunk.Length);
        }
        device.HostCopies.CountUpload(source.Length);
    }

    /// <summary>Waits for all that was recorded before, then copies bytes from a buffer.</summary>
    public void Download(VulkanBuffer source, ulong offset, Span<byte> target)
    {
        for (var done = 0; done < target.Length; done += ChunkBytes)
        {
            var chunk = target[done..Math.Min(target.Length, done + ChunkBytes)];
            var staged = Reserve(chunk.Length);
            device.Commands.Copy(source, offset + (ulong)done, _buffer!, 0, (ulong)chunk.Length);
            device.Commands.Synchronize();
            staged.CopyTo(chunk);
        }
        device.HostCopies.CountDownload(target.Length);
    }

    /// <summary>Waits for all that was recorded before, then copies the texels of a level.</summary>
    public void Download(TextureImage source, int level, int width, int height, Span<byte> target)
    {
        var rowBytes = target.Length / height;
        var rowsAtOnce = Math.Max(1, ChunkBytes / rowBytes);
        for (var row = 0; row < height; row += rowsAtOnce)
        {
            var rows = Math.Min(rowsAtOnce, height - row);
            var staged = Reserve(rows * rowBytes);
            device.Commands.Copy(source, level, row, width, rows, _buffer!);
            device.Commands.Synchronize();
            staged.CopyTo(target[(row * rowBytes)..]);
        }
        device.HostCopies.CountDownload(target.Length);
    }

    /// <summary>A mapped buffer that a kernel writes its answer to; <see cref="Read"/> fetches it.</summary>
    public VulkanBuffer Answer(int bytes)
    {
        Reserve(bytes);
        return _buffer!;
    }

    /// <summary>Waits for the kernel that answers. Valid until the next call of any member.</summary>
    public ReadOnlySpan<byte> Read(int bytes)
    {
        device.Commands.Synchronize();
        device.HostCopies.CountDownload(bytes);
        return new((void*)_buffer!.HostAddress, bytes);
    }

    // The bytes of the mapped buffer, free to write: what was staged before has been copied on.
    private Span<byte> Reserve(int bytes)
    {
        if (_buffer is null || _buffer.SizeInBytes < (ulong)bytes)
        {
            _buffer?.Retire();
            _buffer = null;
            _buffer = new VulkanBuffer(device, Math.Max(bytes, 1 << 16), TensorMemory.Mapped);
        }
        else
        {
            device.Commands.WaitUntil(_buffer.LastUse);
        }
        return new((void*)_buffer.HostAddress, bytes);
    }
}
