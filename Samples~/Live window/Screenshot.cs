using Scumble.Diagnostics;
using Scumble.Output;
using Silk.NET.Vulkan;
using Picture = Scumble.Imaging.Image;

namespace LiveWindow;

/// <summary>A frame as it is presented, copied back to the host and written as a PNG file.</summary>
internal sealed unsafe class Screenshot(GraphicsDevice device, string path) : IDisposable
{
    private HostBuffer? _pixels;
    private Extent2D _size;
    private bool _isBgr;

    /// <summary>Records the copy, after the render pass; the image is to be presented before and after.</summary>
    public void Record(CommandBuffer commands, Image image, Swapchain swapchain)
    {
        if (!swapchain.CanBeRead) throw new ScumbleException("The window's images cannot be read here.", "Leave --screenshot out.");
        _pixels?.Dispose();
        (_size, _isBgr) = (swapchain.Size, swapchain.Format == Format.B8G8R8A8Srgb);
        _pixels = new HostBuffer(device, 4ul * _size.Width * _size.Height, BufferUsageFlags.TransferDstBit);
        Move(commands, image, ImageLayout.PresentSrcKhr, ImageLayout.TransferSrcOptimal);
        var region = new BufferImageCopy(imageSubresource: new ImageSubresourceLayers(ImageAspectFlags.ColorBit, 0, 0, 1),
            imageExtent: new Extent3D(_size.Width, _size.Height, 1));
        device.Vk.CmdCopyImageToBuffer(commands, image, ImageLayout.TransferSrcOptimal, _pixels.Handle, 1, &region);
        Move(commands, image, ImageLayout.TransferSrcOptimal, ImageLayout.PresentSrcKhr);
        var forHost = new MemoryBarrier(srcAccessMask: AccessFlags.TransferWriteBit, dstAccessMask: AccessFlags.HostReadBit);
        device.Vk.CmdPipelineBarrier(commands, PipelineStageFlags.TransferBit, PipelineStageFlags.HostBit, 0, 1, &forHost, 0, null, 0, (ImageMemoryBarrier*)null);
    }

    /// <summary>Waits for the device and writes the file.</summary>
    /// <param name="other">Another file than the usual one.</param>
    public void Write(string? other = null)
    {
        if (_pixels is null) throw new ScumbleException("There is no frame to write: the window was never visible.", "Leave the window open until a frame was drawn.");
        device.WaitIdle();
        var picture = new Picture((int)_size.Width, (int)_size.Height, 3);
        var bytes = _pixels.Bytes;
        for (int pixel = 0, i = 0; i < picture.Pixels.Length; pixel += 4, i += 3)
            for (var c = 0; c < 3; c++) picture.Pixels[i + c] = bytes[pixel + (_isBgr ? 2 - c : c)] / 255f;
        AtomicFile.Write(other ?? path, stream => PngWriter.Write(stream, picture, PngFormat.Colour, []));
    }

    public void Dispose() => _pixels?.Dispose();

    private void Move(CommandBuffer commands, Image image, ImageLayout from, ImageLayout to)
    {
        var barrier = new ImageMemoryBarrier(srcAccessMask: from == ImageLayout.PresentSrcKhr ? AccessFlags.ColorAttachmentWriteBit : AccessFlags.TransferReadBit,
            dstAccessMask: from == ImageLayout.PresentSrcKhr ? AccessFlags.TransferReadBit : 0, oldLayout: from, newLayout: to,
            srcQueueFamilyIndex: Vk.QueueFamilyIgnored, dstQueueFamilyIndex: Vk.QueueFamilyIgnored, image: image,
            subresourceRange: new ImageSubresourceRange(ImageAspectFlags.ColorBit, 0, 1, 0, 1));
        device.Vk.CmdPipelineBarrier(commands, PipelineStageFlags.ColorAttachmentOutputBit | PipelineStageFlags.TransferBit,
            PipelineStageFlags.TransferBit | PipelineStageFlags.BottomOfPipeBit, 0, 0, null, 0, null, 1, &barrier);
    }
}
