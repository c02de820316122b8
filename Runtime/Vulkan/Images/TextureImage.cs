using Scumble.Diagnostics;
using Scumble.Imaging;
using Silk.NET.Vulkan;
using NativeImage = Silk.NET.Vulkan.Image;

namespace Scumble.Vulkan;

/// <summary>A VkImage with all its levels, its memory and its views: one of the whole for renderers, one of each level for kernels.</summary>
internal sealed unsafe class TextureImage : DeviceResource
{
    public const ImageUsageFlags Usage =
        ImageUsageFlags.SampledBit | ImageUsageFlags.StorageBit | ImageUsageFlags.TransferSrcBit | ImageUsageFlags.TransferDstBit;
    private readonly ImageView[] _levels;
    private readonly MemoryPlace _place;

    public TextureImage(VulkanDevice device, int width, int height, TexelFormat format) : base(device)
    {
        device.RequireUsable();
        if (Math.Max(width, height) is var longest && longest > device.Report.Limits.MaxImageDimension2D)
            throw new ScumbleException($"A texture of {width}x{height} was asked for; {device.Name} holds at most {device.Report.Limits.MaxImageDimension2D} on an edge.", "Ask for a smaller size.");
        (Width, Height) = (width, height);
        StoredFormat = format == TexelFormat.Rgba16Float ? Format.R16G16B16A16Sfloat : Format.R8G8B8A8Unorm;
        ViewFormat = format == TexelFormat.Rgba8Srgb ? Format.R8G8B8A8Srgb : StoredFormat;
        _levels = new ImageView[MipChain.LevelCount(width, height)];
        try
        {
            Handle = CreateHandle();
            device.Api.GetImageMemoryRequirements(device.Handle, Handle, out var needs);
            var dedicated = new MemoryDedicatedAllocateInfo(StructureType.MemoryDedicatedAllocateInfo, image: Handle);
            _place = device.Memories.Take(needs, isImage: true, &dedicated);
            device.Require(device.Api.BindImageMemory(device.Handle, Handle, _place.Memory, _place.Offset), "vkBindImageMemory");
            Whole = CreateView(ViewFormat, 0, (uint)_levels.Length, ImageUsageFlags.SampledBit);
            for (var i = 0; i < _levels.Length; i++)
                _levels[i] = CreateView(StoredFormat, (uint)i, 1, ImageUsageFlags.SampledBit | ImageUsageFlags.StorageBit);
        }
        catch
        {
            Destroy();
            throw;
        }
        device.Resources.Add(this);
    }

    public NativeImage Handle { get; }

    public int Width { get; }

    public int Height { get; }

    /// <summary>The format of the image and of the views of its levels.</summary>
    public Format StoredFormat { get; }

    /// <summary>The format of <see cref="Whole"/>: sRGB where renderers shall see linear light.</summary>
    public Format ViewFormat { get; }

    /// <summary>All levels, for sampling.</summary>
    public ImageView Whole { get; }

    public int LevelCount => _levels.Length;

    /// <summary>The layout once all that was recorded has run; undefined while nothing in it counts.</summary>
    public ImageLayout Layout { get; set; } = ImageLayout.Undefined;

    /// <summary>One level, for kernels to read and write as it is stored.</summary>
    public ImageView Level(int index) => _levels[index];

    public ImageSubresourceRange AllLevels => new(ImageAspectFlags.ColorBit, 0, (uint)_levels.Length, 0, 1);

    public override void Forget() => Layout = ImageLayout.Undefined;

    public override void Destroy()
    {
        foreach (var view in _levels) Device.Api.DestroyImageView(Device.Handle, view, null);
        Device.Api.DestroyImageView(Device.Handle, Whole, null);
        Device.Api.DestroyImage(Device.Handle, Handle, null);
        Device.Memories.Return(_place);
    }

    private NativeImage CreateHandle()
    {
        var formats = stackalloc Format[] { StoredFormat, ViewFormat };
        var list = new ImageFormatListCreateInfo(StructureType.ImageFormatListCreateInfo, viewFormatCount: 2, pViewFormats: formats);
        var info = new ImageCreateInfo(StructureType.ImageCreateInfo, StoredFormat == ViewFormat ? null : &list,
            flags: StoredFormat == ViewFormat ? 0 : ImageCreateFlags.CreateMutableFormatBit,
            imageType: ImageType.Type2D, format: StoredFormat, extent: new Extent3D((uint)Width, (uint)Height, 1),
            mipLevels: (uint)_levels.Length, arrayLayers: 1, samples: SampleCountFlags.Count1Bit, tiling: ImageTiling.Optimal, usage: Usage,
            sharingMode: SharingMode.Exclusive, initialLayout: ImageLayout.Undefined);
        NativeImage image;
        Device.Require(Device.Api.CreateImage(Device.Handle, &info, null, &image), "vkCreateImage");
        return image;
    }

    private ImageView CreateView(Format format, uint level, uint count, ImageUsageFlags use)
    {
        var usage = new ImageViewUsageCreateInfo(StructureType.ImageViewUsageCreateInfo, usage: use);
        var info = new ImageViewCreateInfo(StructureType.ImageViewCreateInfo, &usage, image: Handle, viewType: ImageViewType.Type2D, format: format,
            subresourceRange: new ImageSubresourceRange(ImageAspectFlags.ColorBit, level, count, 0, 1));
        ImageView view;
        Device.Require(Device.Api.CreateImageView(Device.Handle, &info, null, &view), "vkCreateImageView");
        return view;
    }
}
