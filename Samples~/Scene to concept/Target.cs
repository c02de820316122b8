using LiveWindow;
using Silk.NET.Vulkan;

namespace SceneToConcept;

/// <summary>An image that the scene is drawn into, and that kernels and shaders read; of ids also a pixel is copied.</summary>
internal sealed unsafe class Target : IDisposable
{
    private readonly GraphicsDevice _device;
    private readonly DeviceMemory _memory;

    public Target(GraphicsDevice device, Extent2D size, Format format)
    {
        (_device, Format) = (device, format);
        var isDepth = format == ViewPass.DepthFormat;
        var usage = ImageUsageFlags.SampledBit | (format == Format.R32Uint ? ImageUsageFlags.TransferSrcBit : 0) | (isDepth ? ImageUsageFlags.DepthStencilAttachmentBit : ImageUsageFlags.ColorAttachmentBit);
        var info = new ImageCreateInfo(imageType: ImageType.Type2D, format: format, extent: new Extent3D(size.Width, size.Height, 1), mipLevels: 1, arrayLayers: 1,
            samples: SampleCountFlags.Count1Bit, tiling: ImageTiling.Optimal, usage: usage, sharingMode: SharingMode.Exclusive);
        device.Vk.CreateImage(device.Handle, &info, null, out var image).Require("vkCreateImage");
        Image = image;
        device.Vk.GetImageMemoryRequirements(device.Handle, image, out var needs);
        var allocate = new MemoryAllocateInfo(allocationSize: needs.Size, memoryTypeIndex: device.MemoryType(needs.MemoryTypeBits, MemoryPropertyFlags.DeviceLocalBit));
        device.Vk.AllocateMemory(device.Handle, &allocate, null, out _memory).Require("vkAllocateMemory");
        device.Vk.BindImageMemory(device.Handle, image, _memory, 0).Require("vkBindImageMemory");
        var view = new ImageViewCreateInfo(image: image, viewType: ImageViewType.Type2D, format: format,
            subresourceRange: new ImageSubresourceRange(isDepth ? ImageAspectFlags.DepthBit : ImageAspectFlags.ColorBit, 0, 1, 0, 1));
        device.Vk.CreateImageView(device.Handle, &view, null, out var handle).Require("vkCreateImageView");
        View = handle;
    }

    public Format Format { get; }

    public Image Image { get; }

    public ImageView View { get; }

    public void Dispose()
    {
        _device.Vk.DestroyImageView(_device.Handle, View, null);
        _device.Vk.DestroyImage(_device.Handle, Image, null);
        _device.Vk.FreeMemory(_device.Handle, _memory, null);
    }
}
