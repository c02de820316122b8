using Silk.NET.Vulkan;

namespace LiveWindow;

/// <summary>An image that only the render pass uses: colour with several samples, or depth.</summary>
internal sealed unsafe class Attachment : IDisposable
{
    private readonly GraphicsDevice _device;
    private readonly Image _image;
    private readonly DeviceMemory _memory;

    public Attachment(GraphicsDevice device, Extent2D size, Format format, ImageUsageFlags usage, ImageAspectFlags aspect)
    {
        _device = device;
        var info = new ImageCreateInfo(imageType: ImageType.Type2D, format: format, extent: new Extent3D(size.Width, size.Height, 1), mipLevels: 1, arrayLayers: 1,
            samples: ScenePass.Samples, tiling: ImageTiling.Optimal, usage: usage | ImageUsageFlags.TransientAttachmentBit, sharingMode: SharingMode.Exclusive);
        device.Vk.CreateImage(device.Handle, &info, null, out _image).Require("vkCreateImage");
        device.Vk.GetImageMemoryRequirements(device.Handle, _image, out var needs);
        var allocate = new MemoryAllocateInfo(allocationSize: needs.Size, memoryTypeIndex: device.MemoryType(needs.MemoryTypeBits, MemoryPropertyFlags.DeviceLocalBit));
        device.Vk.AllocateMemory(device.Handle, &allocate, null, out _memory).Require("vkAllocateMemory");
        device.Vk.BindImageMemory(device.Handle, _image, _memory, 0).Require("vkBindImageMemory");
        View = CreateView(device, _image, format, aspect);
    }

    public ImageView View { get; }

    public static ImageView CreateView(GraphicsDevice device, Image image, Format format, ImageAspectFlags aspect)
    {
        var info = new ImageViewCreateInfo(image: image, viewType: ImageViewType.Type2D, format: format, subresourceRange: new ImageSubresourceRange(aspect, 0, 1, 0, 1));
        device.Vk.CreateImageView(device.Handle, &info, null, out var view).Require("vkCreateImageView");
        return view;
    }

    public void Dispose()
    {
        _device.Vk.DestroyImageView(_device.Handle, View, null);
        _device.Vk.DestroyImage(_device.Handle, _image, null);
        _device.Vk.FreeMemory(_device.Handle, _memory, null);
    }
}
