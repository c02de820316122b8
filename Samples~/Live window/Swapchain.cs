using Scumble.Diagnostics;
using Silk.NET.Vulkan;
using Semaphore = Silk.NET.Vulkan.Semaphore;

namespace LiveWindow;

/// <summary>The window's images of one size, with what the render pass needs around each. A window that changes its size takes a new one.</summary>
internal sealed unsafe class Swapchain : IDisposable
{
    private readonly GraphicsDevice _device;
    private readonly SwapchainKHR _handle;
    private readonly Image[] _images;
    private readonly ImageView[] _views;
    private readonly Framebuffer[] _framebuffers;
    private readonly Semaphore[] _drawn;
    private readonly Attachment _colour, _depth;

    /// <param name="device">Where.</param>
    /// <param name="pass">Of <see cref="ChooseFormat"/>'s format.</param>
    /// <param name="format">Of <see cref="ChooseFormat"/>.</param>
    /// <param name="width">Of the framebuffer, where the surface leaves it open.</param>
    /// <param name="height">Likewise.</param>
    public Swapchain(GraphicsDevice device, ScenePass pass, SurfaceFormatKHR format, int width, int height)
    {
        (_device, Format) = (device, format.Format);
        var can = device.Functions.Capabilities(device.Physical, device.Surface);
        Size = can.CurrentExtent.Width != uint.MaxValue ? can.CurrentExtent : new Extent2D(
            Math.Clamp((uint)width, can.MinImageExtent.Width, can.MaxImageExtent.Width), Math.Clamp((uint)height, can.MinImageExtent.Height, can.MaxImageExtent.Height));
        CanBeRead = can.SupportedUsageFlags.HasFlag(ImageUsageFlags.TransferSrcBit);
        _handle = device.Functions.CreateSwapchain(device.Handle, new SwapchainCreateInfoKHR(
            surface: device.Surface, minImageCount: can.MaxImageCount == 0 ? can.MinImageCount + 1 : Math.Min(can.MinImageCount + 1, can.MaxImageCount),
            imageFormat: format.Format, imageColorSpace: format.ColorSpace, imageExtent: Size, imageArrayLayers: 1,
            imageUsage: ImageUsageFlags.ColorAttachmentBit | (CanBeRead ? ImageUsageFlags.TransferSrcBit : 0), imageSharingMode: SharingMode.Exclusive,
            preTransform: can.CurrentTransform, compositeAlpha: (CompositeAlphaFlagsKHR)((uint)can.SupportedCompositeAlpha & (uint)-(int)can.SupportedCompositeAlpha),
            presentMode: PresentModeKHR.FifoKhr, clipped: true));
        _images = device.Functions.Images(device.Handle, _handle);
        _colour = new Attachment(device, Size, format.Format, ImageUsageFlags.ColorAttachmentBit, ImageAspectFlags.ColorBit);
        _depth = new Attachment(device, Size, ScenePass.DepthFormat, ImageUsageFlags.DepthStencilAttachmentBit, ImageAspectFlags.DepthBit);
        _views = Array.ConvertAll(_images, image => Attachment.CreateView(device, image, format.Format, ImageAspectFlags.ColorBit));
        _framebuffers = Array.ConvertAll(_views, view => CreateFramebuffer(pass, view));
        _drawn = Array.ConvertAll(_images, _ => CreateSemaphore(device));
    }

    public Format Format { get; }

    public Extent2D Size { get; }

    /// <summary>Whether <see cref="Image"/> may be copied from.</summary>
    public bool CanBeRead { get; }

    /// <exception cref="ScumbleException">The window takes no sRGB format.</exception>
    public static SurfaceFormatKHR ChooseFormat(GraphicsDevice device)
    {
        var formats = device.Functions.Formats(device.Physical, device.Surface);
        var index = Array.FindIndex(formats, format => format.Format is Format.B8G8R8A8Srgb or Format.R8G8B8A8Srgb);
        return index >= 0 ? formats[index] : throw new ScumbleException("The window takes no sRGB format of 8 bits.", "Update the graphics driver.");
    }

    public static Semaphore CreateSemaphore(GraphicsDevice device)
    {
        var info = new SemaphoreCreateInfo(flags: 0);
        device.Vk.CreateSemaphore(device.Handle, &info, null, out var semaphore).Require("vkCreateSemaphore");
        return semaphore;
    }

    public Image Image(uint index) => _images[index];

    public Framebuffer Framebuffer(uint index) => _framebuffers[index];

    /// <summary>What an image's presentation waits for.</summary>
    public Semaphore Drawn(uint index) => _drawn[index];

    /// <returns>The next image, or null if the window's size has changed.</returns>
    public uint? Acquire(Semaphore signal)
    {
        var result = _device.Functions.AcquireNextImage(_device.Handle, _handle, signal, out var index);
        if (result == Result.ErrorOutOfDateKhr) return null;
        result.Require("vkAcquireNextImageKHR");
        return index;
    }

    /// <returns>Whether the images still fit the window.</returns>
    public bool Present(uint index)
    {
        var result = _device.Functions.Present(_device.Queue, _handle, index, _drawn[index]);
        if (result == Result.ErrorOutOfDateKhr) return false;
        result.Require("vkQueuePresentKHR");
        return result != Result.SuboptimalKhr;
    }

    /// <summary>Nothing may be drawing any more.</summary>
    public void Dispose()
    {
        foreach (var semaphore in _drawn) _device.Vk.DestroySemaphore(_device.Handle, semaphore, null);
        foreach (var framebuffer in _framebuffers) _device.Vk.DestroyFramebuffer(_device.Handle, framebuffer, null);
        foreach (var view in _views) _device.Vk.DestroyImageView(_device.Handle, view, null);
        _depth.Dispose();
        _colour.Dispose();
        _device.Functions.DestroySwapchain(_device.Handle, _handle);
    }

    private Framebuffer CreateFramebuffer(ScenePass pass, ImageView view)
    {
        var views = stackalloc ImageView[] { _colour.View, _depth.View, view };
        var info = new FramebufferCreateInfo(renderPass: pass.Handle, attachmentCount: 3, pAttachments: views, width: Size.Width, height: Size.Height, layers: 1);
        _device.Vk.CreateFramebuffer(_device.Handle, &info, null, out var framebuffer).Require("vkCreateFramebuffer");
        return framebuffer;
    }
}
