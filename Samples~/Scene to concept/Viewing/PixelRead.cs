using LiveWindow;
using Silk.NET.Vulkan;

namespace SceneToConcept;

/// <summary>One pixel of an image of whole numbers, copied to the host.</summary>
internal sealed unsafe class PixelRead(GraphicsDevice device) : IDisposable
{
    private readonly HostBuffer _pixel = new(device, sizeof(uint), BufferUsageFlags.TransferDstBit);

    /// <summary>What the copy that was recorded last gave, once its commands have passed.</summary>
    public uint Value => BitConverter.ToUInt32(_pixel.Bytes);

    /// <summary>Records the copy, outside of a render pass, of an image that shaders read before and after.</summary>
    public void Record(CommandBuffer commands, Image image, int x, int y)
    {
        Move(commands, image, ImageLayout.ShaderReadOnlyOptimal, ImageLayout.TransferSrcOptimal);
        var region = new BufferImageCopy(imageSubresource: new ImageSubresourceLayers(ImageAspectFlags.ColorBit, 0, 0, 1), imageOffset: new Offset3D(x, y, 0), imageExtent: new Extent3D(1, 1, 1));
        device.Vk.CmdCopyImageToBuffer(commands, image, ImageLayout.TransferSrcOptimal, _pixel.Handle, 1, &region);
        Move(commands, image, ImageLayout.TransferSrcOptimal, ImageLayout.ShaderReadOnlyOptimal);
        var forHost = new MemoryBarrier(srcAccessMask: AccessFlags.TransferWriteBit, dstAccessMask: AccessFlags.HostReadBit);
        device.Vk.CmdPipelineBarrier(commands, PipelineStageFlags.TransferBit, PipelineStageFlags.HostBit, 0, 1, &forHost, 0, null, 0, (ImageMemoryBarrier*)null);
    }

    public void Dispose() => _pixel.Dispose();

    private void Move(CommandBuffer commands, Image image, ImageLayout from, ImageLayout to)
    {
        const PipelineStageFlags Stages = PipelineStageFlags.TransferBit | PipelineStageFlags.FragmentShaderBit | PipelineStageFlags.ComputeShaderBit;
        var barrier = new ImageMemoryBarrier(srcAccessMask: AccessFlags.TransferReadBit | AccessFlags.ShaderReadBit, dstAccessMask: AccessFlags.TransferReadBit | AccessFlags.ShaderReadBit,
            oldLayout: from, newLayout: to, srcQueueFamilyIndex: Vk.QueueFamilyIgnored, dstQueueFamilyIndex: Vk.QueueFamilyIgnored, image: image,
            subresourceRange: new ImageSubresourceRange(ImageAspectFlags.ColorBit, 0, 1, 0, 1));
        device.Vk.CmdPipelineBarrier(commands, Stages, Stages, 0, 0, null, 0, null, 1, &barrier);
    }
}
