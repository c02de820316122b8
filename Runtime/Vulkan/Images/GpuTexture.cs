using Scumble.Diagnostics;
using Scumble.Imaging;
using Silk.NET.Vulkan;

namespace Scumble.Vulkan;

/// <summary>
/// A texture in device memory with its full chain of levels. <see cref="VulkanImageOps"/> writes it, <see cref="HandOver"/>
/// gives it to the renderer; writing again takes it back, and everything in it is then written anew. Disposing it is allowed at
/// any time: it is freed once our last submission has passed, and the renderer's, if <see cref="KeepUntil"/> named one. One thread.
/// </summary>
public sealed unsafe class GpuTexture : IDisposable
{
    private readonly VulkanDevice _device;
    private readonly TextureImage _image;
    private uint _owner;
    private bool _isDisposed;

    /// <param name="device">Where; it must outlive the texture.</param>
    /// <param name="width">Texels in a row, at least 1.</param>
    /// <param name="height">Rows, at least 1.</param>
    /// <param name="format">How texels are stored.</param>
    /// <exception cref="ScumbleException">Memory has run out, or the device holds no texture as large.</exception>
    public GpuTexture(VulkanDevice device, int width, int height, TexelFormat format)
    {
        ArgumentNullException.ThrowIfNull(device);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        (_device, Format, _image) = (device, format, new TextureImage(device, width, height, format));
        _owner = device.QueueFamily;
    }

    /// <summary>Texels in a row.</summary>
    public int Width => _image.Width;

    /// <summary>Rows.</summary>
    public int Height => _image.Height;

    /// <summary>Levels, down to a single texel.</summary>
    public int LevelCount => _image.LevelCount;

    /// <summary>How texels are stored.</summary>
    public TexelFormat Format { get; }

    /// <exception cref="ObjectDisposedException">The texture was disposed.</exception>
    internal TextureImage Native
    {
        get
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            return _image;
        }
    }

    /// <summary>Where it lies.</summary>
    public VulkanDevice Device => _device;

    internal bool NeedsAcquire => Layout == ImageLayout.ShaderReadOnlyOptimal && _owner != _device.QueueFamily;

    internal ImageLayout Layout => Native.Layout;

    /// <summary>Submits what was recorded, and gives the texture to a queue family in the layout for sampling.</summary>
    /// <param name="queueFamily">The family of the queue that will draw with it; VK_QUEUE_FAMILY_EXTERNAL for another API.</param>
    /// <exception cref="InvalidOperationException">Nothing was written to it.</exception>
    public TextureHandover HandOver(uint queueFamily)
    {
        if (Layout == ImageLayout.Undefined) throw new InvalidOperationException("The texture was not written yet.");
        if (Layout != ImageLayout.ShaderReadOnlyOptimal)
        {
            var leaves = queueFamily != _device.QueueFamily;
            var barrier = Transfer(AccessFlags.ShaderWriteBit, leaves ? 0 : AccessFlags.ShaderReadBit, queueFamily);
            _device.Commands.Write(Native, barrier, PipelineStageFlags.ComputeShaderBit | PipelineStageFlags.TransferBit,
                leaves ? PipelineStageFlags.BottomOfPipeBit : PipelineStageFlags.AllCommandsBit);
            (Native.Layout, _owner) = (ImageLayout.ShaderReadOnlyOptimal, queueFamily);
        }
        else
        {
            ArgumentOutOfRangeException.ThrowIfNotEqual(queueFamily, _owner);
        }
        return new TextureHandover
        {
            Image = Native.Handle.Handle,
            View = Native.Whole.Handle,
            Format = (uint)Native.StoredFormat,
            ViewFormat = (uint)Native.ViewFormat,
            Usage = (uint)TextureImage.Usage,
            Layout = (uint)ImageLayout.ShaderReadOnlyOptimal,
            LevelCount = LevelCount,
            QueueFamily = _owner,
            NeedsAcquire = NeedsAcquire,
            Ready = _device.Commands.Submit(),
        };
    }

    /// <summary>
    /// Records the renderer's half of the transfer, for a queue of the family that the texture was handed to: once for each handover, in a
    /// submission that waits for <see cref="TextureHandover.Ready"/>.
    /// </summary>
    /// <param name="commandBuffer">A VkCommandBuffer of the renderer, recording, outside of a render pass.</param>
    public void RecordAcquire(nint commandBuffer)
    {
        ArgumentOutOfRangeException.ThrowIfZero(commandBuffer);
        if (!NeedsAcquire) return;
        var barrier = Transfer(0, AccessFlags.ShaderReadBit, _owner);

        // After all stages: whichever of them the renderer's submission waits for Ready at, the acquire comes after that.
        _device.Api.CmdPipelineBarrier(new CommandBuffer(commandBuffer), PipelineStageFlags.AllCommandsBit, PipelineStageFlags.AllCommandsBit,
            0, 0, null, 0, null, 1, &barrier);
    }

    /// <summary>Keeps the image until the renderer's work has passed too, although the texture is disposed.</summary>
    /// <param name="point">A point of the renderer's timeline, which must exist as long.</param>
    /// <remarks>Of several points, each counts. Disposing the device waits for none of them.</remarks>
    public void KeepUntil(TimelinePoint point)
    {
        ArgumentNullException.ThrowIfNull(point.Timeline, nameof(point));
        Native.KeepUntil(point);
    }

    /// <summary>Waits for what was recorded, then copies one level to host memory, as <see cref="Texels.Encode"/> lays it out. Counted as a download.</summary>
    /// <exception cref="InvalidOperationException">The texture is handed over, or was not written yet.</exception>
    /// <exception cref="ScumbleException">The level is larger than an array.</exception>
    public byte[] Download(int level)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(level);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(level, LevelCount);
        if (Layout != ImageLayout.General) throw new InvalidOperationException("The texture is handed over, or was not written yet.");
        var (width, height) = (Math.Max(1, Width >> level), Math.Max(1, Height >> level));
        var bytes = (long)width * height * Format.SizeInBytes();
        if (bytes > Array.MaxLength) throw new ScumbleException($"Level {level} has {bytes} bytes; an array holds at most {Array.MaxLength}.", "Download a smaller level.");
        var texels = new byte[bytes];
        _device.Staging.Download(Native, level, width, height, texels);
        return texels;
    }

    /// <summary>Lets go of the image.</summary>
    public void Dispose()
    {
        _isDisposed = true;
        _image.Retire();
    }

    /// <summary>Takes the texture for writing. What it held is lost unless it was not handed over.</summary>
    internal void BeginWriting()
    {
        if (Layout == ImageLayout.General) return;
        var barrier = new ImageMemoryBarrier(StructureType.ImageMemoryBarrier, srcAccessMask: 0, dstAccessMask: AccessFlags.ShaderReadBit | AccessFlags.ShaderWriteBit,
            oldLayout: ImageLayout.Undefined, newLayout: ImageLayout.General, srcQueueFamilyIndex: Vk.QueueFamilyIgnored, dstQueueFamilyIndex: Vk.QueueFamilyIgnored,
            image: Native.Handle, subresourceRange: Native.AllLevels);
        _device.Commands.Write(Native, barrier, PipelineStageFlags.AllCommandsBit, PipelineStageFlags.ComputeShaderBit | PipelineStageFlags.TransferBit);
        Native.Layout = ImageLayout.General;
    }

    // The same barrier is recorded on both sides of a transfer.
    private ImageMemoryBarrier Transfer(AccessFlags from, AccessFlags to, uint family)
    {
        var stays = family == _device.QueueFamily;
        return new(StructureType.ImageMemoryBarrier, srcAccessMask: from, dstAccessMask: to,
            oldLayout: ImageLayout.General, newLayout: ImageLayout.ShaderReadOnlyOptimal,
            srcQueueFamilyIndex: stays ? Vk.QueueFamilyIgnored : _device.QueueFamily, dstQueueFamilyIndex: stays ? Vk.QueueFamilyIgnored : family,
            image: Native.Handle, subresourceRange: Native.AllLevels);
    }
}
