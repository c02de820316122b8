using Scumble.Vulkan;
using Silk.NET.Vulkan;
using NativeImage = Silk.NET.Vulkan.Image;

namespace Scumble.Tests.Vulkan.Images;

/// <summary>A depth buffer as a renderer leaves it: cleared to one value, in the layout for sampling.</summary>
public sealed unsafe class RendererDepth : IDisposable
{
    private readonly VulkanDevice _device;
    private readonly DeviceMemory _memory;

    public RendererDepth(VulkanDevice device, uint width, uint height, float depth)
    {
        _device = device;
        var info = new ImageCreateInfo(StructureType.ImageCreateInfo, imageType: ImageType.Type2D, format: Format.D32Sfloat, extent: new Extent3D(width, height, 1),
            mipLevels: 1, arrayLayers: 1, samples: SampleCountFlags.Count1Bit, usage: ImageUsageFlags.SampledBit | ImageUsageFlags.TransferDstBit);
        NativeImage image;
        device.Require(device.Api.CreateImage(device.Handle, &info, null, &image), "vkCreateImage");
        Image = image;
        device.Api.GetImageMemoryRequirements(device.Handle, image, out var needs);
        _memory = DeviceMemories.Allocate(device, needs.Size, needs.MemoryTypeBits, 0);
        device.Require(device.Api.BindImageMemory(device.Handle, image, _memory, 0), "vkBindImageMemory");

        var commands = device.Commands.Begin().Commands;
        var whole = new ImageSubresourceRange(ImageAspectFlags.DepthBit, 0, 1, 0, 1);
        var value = new ClearDepthStencilValue(depth, 0);
        Move(commands, ImageLayout.Undefined, ImageLayout.TransferDstOptimal);
        device.Api.CmdClearDepthStencilImage(commands, image, ImageLayout.TransferDstOptimal, &value, 1, &whole);
        Move(commands, ImageLayout.TransferDstOptimal, ImageLayout.ShaderReadOnlyOptimal);
        device.Commands.Submit();
    }

    public NativeImage Image { get; }

    public void Dispose()
    {
        _device.Commands.Synchronize();
        _device.Api.DestroyImage(_device.Handle, Image, null);
        _device.Api.FreeMemory(_device.Handle, _memory, null);
    }

    private void Move(CommandBuffer commands, ImageLayout from, ImageLayout to)
    {
        var barrier = new ImageMemoryBarrier(StructureType.ImageMemoryBarrier, srcAccessMask: AccessFlags.MemoryWriteBit,
            dstAccessMask: AccessFlags.MemoryReadBit | AccessFlags.MemoryWriteBit, oldLayout: from, newLayout: to,
            srcQueueFamilyIndex: Vk.QueueFamilyIgnored, dstQueueFamilyIndex: Vk.QueueFamilyIgnored, image: Image,
            subresourceRange: new ImageSubresourceRange(ImageAspectFlags.DepthBit, 0, 1, 0, 1));
        _device.Api.CmdPipelineBarrier(commands, PipelineStageFlags.AllCommandsBit, PipelineStageFlags.AllCommandsBit, 0, 0, null, 0, null, 1, &barrier);
    }
}
