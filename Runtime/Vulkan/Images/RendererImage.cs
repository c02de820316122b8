using Silk.NET.Vulkan;
using NativeImage = Silk.NET.Vulkan.Image;

namespace Scumble.Vulkan;

/// <summary>
/// A renderer's image that kernels read: a depth buffer, a colour target. The image stays the renderer's; only a view of it is
/// ours. While kernels read it, it is in the layout that was named, owned by the device's queue family, and not written.
/// </summary>
public sealed unsafe class RendererImage : IDisposable
{
    private readonly View _view;
    private bool _isDisposed;

    /// <param name="device">The device that the image was made on.</param>
    /// <param name="image">VkImage, with the usage VK_IMAGE_USAGE_SAMPLED_BIT.</param>
    /// <param name="format">VkFormat: of the view if the image is mutable. Reading an sRGB format gives linear light.</param>
    /// <param name="width">Texels in a row of the first level.</param>
    /// <param name="height">Rows of the first level.</param>
    /// <param name="layout">VkImageLayout while it is read: VK_IMAGE_LAYOUT_SHADER_READ_ONLY_OPTIMAL (5) or a read-only depth layout.</param>
    /// <param name="isDepth">Whether to read the depth aspect.</param>
    /// <exception cref="Diagnostics.ScumbleException">The view cannot be made.</exception>
    public RendererImage(VulkanDevice device, ulong image, uint format, int width, int height, uint layout, bool isDepth)
    {
        ArgumentNullException.ThrowIfNull(device);
        ArgumentOutOfRangeException.ThrowIfZero(image);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        (Device, Width, Height, Layout, IsDepth) = (device, width, height, (ImageLayout)layout, isDepth);
        _view = new View(device, new NativeImage(image), (Format)format, isDepth ? ImageAspectFlags.DepthBit : ImageAspectFlags.ColorBit);
    }

    /// <summary>Texels in a row.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>Whether kernels read depth, which is one channel.</summary>
    public bool IsDepth { get; }

    /// <summary>The device that the image was made on.</summary>
    public VulkanDevice Device { get; }

    internal ImageLayout Layout { get; }

    /// <exception cref="ObjectDisposedException">The image was disposed.</exception>
    internal ImageBinding Binding
    {
        get
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            return ImageBinding.Read(_view.Handle, Layout, _view);
        }
    }

    /// <summary>Lets go of the view.</summary>
    public void Dispose()
    {
        _isDisposed = true;
        _view.Retire();
    }

    private sealed class View : DeviceResource
    {
        public View(VulkanDevice device, NativeImage image, Format format, ImageAspectFlags aspect) : base(device)
        {
            device.RequireUsable();
            var info = new ImageViewCreateInfo(StructureType.ImageViewCreateInfo, image: image, viewType: ImageViewType.Type2D, format: format,
                subresourceRange: new ImageSubresourceRange(aspect, 0, 1, 0, 1));
            ImageView view;
            device.Require(device.Api.CreateImageView(device.Handle, &info, null, &view), "vkCreateImageView");
            Handle = view;
            device.Resources.Add(this);
        }

        public ImageView Handle { get; }

        public override void Destroy() => Device.Api.DestroyImageView(Device.Handle, Handle, null);
    }
}
