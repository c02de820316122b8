using Scumble.Vulkan;
using Silk.NET.Vulkan;
using NativeImage = Silk.NET.Vulkan.Image;

namespace Scumble.Tests.Vulkan.Images;

/// <summary>An image as a renderer leaves it, in the layout for sampling: of given bytes, or, multisampled, cleared to one value.</summary>
public sealed unsafe class RendererPicture : IDisposable
{
    public const uint ShaderReadOnly = 5;

    private readonly VulkanDevice _device;
    private readonly DeviceMemory _memory;
    private readonly ImageSubresourceRange _whole;
    private readonly VulkanBuffer? _staged;
    private readonly NativeImage _image;

    /// <param name="device">Where.</param>
    /// <param name="width">Texels in a row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="format">Of depth, colour or whole numbers.</param>
    /// <param name="bytes">The texels; none for a multisampled image.</param>
    /// <param name="samples">Samples of a pixel.</param>
    /// <param name="clear">What a multisampled image is cleared to: its depth, or all four components.</param>
    public RendererPicture(VulkanDevice device, int width, int height, Format format, ReadOnlySpan<byte> bytes, int samples = 1, float clear = 0)
    {
        (_device, Format, Width, Height, Samples) = (device, format, width, height, samples);
        IsDepth = format is Format.D16Unorm or Format.D32Sfloat or Format.X8D24UnormPack32;
        _whole = new ImageSubresourceRange(IsDepth ? ImageAspectFlags.DepthBit : ImageAspectFlags.ColorBit, 0, 1, 0, 1);
        var usage = ImageUsageFlags.SampledBit | ImageUsageFlags.TransferDstBit | (IsDepth ? ImageUsageFlags.DepthStencilAttachmentBit : ImageUsageFlags.ColorAttachmentBit);
        var info = new ImageCreateInfo(StructureType.ImageCreateInfo, imageType: ImageType.Type2D, format: format, extent: new Extent3D((uint)width, (uint)height, 1),
            mipLevels: 1, arrayLayers: 1, samples: (SampleCountFlags)samples, usage: usage);
        NativeImage image;
        device.Require(device.Api.CreateImage(device.Handle, &info, null, &image), "vkCreateImage");
        _image = image;
        device.Api.GetImageMemoryRequirements(device.Handle, image, out var needs);
        _memory = DeviceMemories.Allocate(device, needs.Size, needs.MemoryTypeBits, 0);
        device.Require(device.Api.BindImageMemory(device.Handle, image, _memory, 0), "vkBindImageMemory");

        var commands = device.Commands.Begin().Commands;
        Move(commands, ImageLayout.Undefined, ImageLayout.TransferDstOptimal);
        var whole = _whole;
        if (samples == 1)
        {
            _staged = new VulkanBuffer(device, bytes.Length, TensorMemory.Mapped);
            bytes.CopyTo(new Span<byte>((void*)_staged.HostAddress, bytes.Length));
            var region = new BufferImageCopy(imageSubresource: new ImageSubresourceLayers(_whole.AspectMask, 0, 0, 1), imageExtent: info.Extent);
            device.Api.CmdCopyBufferToImage(commands, _staged.Handle, image, ImageLayout.TransferDstOptimal, 1, &region);
        }
        else if (IsDepth)
        {
            var value = new ClearDepthStencilValue(clear, 0);
            device.Api.CmdClearDepthStencilImage(commands, image, ImageLayout.TransferDstOptimal, &value, 1, &whole);
        }
        else
        {
            var value = new ClearColorValue(clear, clear, clear, clear);
            device.Api.CmdClearColorImage(commands, image, ImageLayout.TransferDstOptimal, &value, 1, &whole);
        }
        Move(commands, ImageLayout.TransferDstOptimal, ImageLayout.ShaderReadOnlyOptimal);
        device.Commands.Submit();
    }

    public Format Format { get; }

    public int Width { get; }

    public int Height { get; }

    public int Samples { get; }

    public bool IsDepth { get; }

    /// <summary>The image as it is lent.</summary>
    public RendererImage Lend() => new(_device, _image.Handle, (uint)Format, Width, Height, ShaderReadOnly, IsDepth, Samples);

    public void Dispose()
    {
        _device.Commands.Synchronize();
        _staged?.Retire();
        _device.Api.DestroyImage(_device.Handle, _image, null);
        _device.Api.FreeMemory(_device.Handle, _memory, null);
    }

    private void Move(CommandBuffer commands, ImageLayout from, ImageLayout to)
    {
        var barrier = new ImageMemoryBarrier(StructureType.ImageMemoryBarrier, srcAccessMask: AccessFlags.MemoryWriteBit,
            dstAccessMask: AccessFlags.MemoryReadBit | AccessFlags.MemoryWriteBit, oldLayout: from, newLayout: to,
            srcQueueFamilyIndex: Vk.QueueFamilyIgnored, dstQueueFamilyIndex: Vk.QueueFamilyIgnored, image: _image, subresourceRange: _whole);
        _device.Api.CmdPipelineBarrier(commands, PipelineStageFlags.AllCommandsBit, PipelineStageFlags.AllCommandsBit, 0, 0, null, 0, null, 1, &barrier);
    }
}
