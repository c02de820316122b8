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
    /// <param name="samples">Of a multisampled image its samples (VkSampleCountFlagBits), of which the first is read; 1 by default.</param>
    /// <exception cref="ArgumentException">The format holds no depth, or whole numbers that are multisampled.</exception>
    /// <exception cref="Diagnostics.ScumbleException">The view cannot be made.</exception>
    public RendererImage(VulkanDevice device, ulong image, uint format, int width, int height, uint layout, bool isDepth, int samples = 1)
    {
        ArgumentNullException.ThrowIfNull(device);
        ArgumentOutOfRangeException.ThrowIfZero(image);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(samples);
        (Device, Width, Height, Layout, IsDepth, Samples) = (device, width, height, (ImageLayout)layout, isDepth, samples);
        IsWhole = (Format)format is Format.R8Uint or Format.R16Uint or Format.R32Uint;
        RequireFormat((Format)format);
        _view = new View(device, new NativeImage(image), (Format)format, isDepth ? ImageAspectFlags.DepthBit : ImageAspectFlags.ColorBit);
    }

    /// <summary>Texels in a row.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>Whether kernels read depth, which is one channel.</summary>
    public bool IsDepth { get; }

    /// <summary>Whether the image holds whole numbers (VK_FORMAT_R8_UINT, R16_UINT or R32_UINT): which object each pixel shows.</summary>
    public bool IsWhole { get; }

    /// <summary>Samples of a pixel.</summary>
    public int Samples { get; }

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

    private void RequireFormat(Format format)
    {
        var hasDepth = format is Format.D16Unorm or Format.X8D24UnormPack32 or Format.D32Sfloat or Format.D16UnormS8Uint or Format.D24UnormS8Uint or Format.D32SfloatS8Uint;
        if (IsDepth && !hasDepth)
            throw new ArgumentException($"{format} holds no depth: expected D16, D24 or D32, with or without S8. A depth that a shader wrote into a colour is read as a colour.", nameof(format));
        if (!IsDepth && (hasDepth || format == Format.S8Uint))
            throw new ArgumentException($"{format} holds no colour.", nameof(format));
        if (IsWhole && Samples > 1)
            throw new ArgumentException($"Ids with {Samples} samples a pixel are not read: resolve them to one sample (VK_RESOLVE_MODE_SAMPLE_ZERO_BIT), or draw them without.", nameof(format));
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
