using System.Runtime.InteropServices;
using Scumble.Imaging;
using Scumble.Tensors;
using Silk.NET.Vulkan;

namespace Scumble.Vulkan;

/// <summary>Values into textures and back.</summary>
public sealed partial class VulkanImageOps
{
    /// <summary>Writes level 0 from a network's planes: each value becomes (value + 1) / 2. The twin of <see cref="Imaging.Image.FromPlanes"/> and <see cref="Texels.Encode"/>.</summary>
    /// <param name="texture">At most of the planes' size.</param>
    /// <param name="planes">[1, channels, h, w], -1..1.</param>
    /// <param name="firstChannel">The first plane to take.</param>
    /// <param name="channels">How many: 1, 3 or 4.</param>
    /// <param name="transfer">What happens to the colours.</param>
    /// <param name="x">Where the texture begins in the planes, from the left.</param>
    /// <param name="y">Where the texture begins in the planes, from the top.</param>
    public void WritePlanes(
        GpuTexture texture, Tensor planes, int firstChannel, int channels, TexelTransfer transfer = TexelTransfer.None, int x = 0, int y = 0)
    {
        ArgumentNullException.ThrowIfNull(texture);
        Write(texture, Planes(planes, firstChannel, channels, x, y, texture.Width, texture.Height) with { Transfer = (int)transfer, Scale = 0.5f, Bias = 0.5f }, Ours(planes));
    }

    /// <summary>Writes level 0 from a picture. The twin of <see cref="Texels.Encode"/>.</summary>
    /// <param name="texture">Of the picture's size.</param>
    /// <param name="picture">A picture, 0..1.</param>
    /// <param name="transfer">What happens to the colours.</param>
    public void WritePicture(GpuTexture texture, Tensor picture, TexelTransfer transfer = TexelTransfer.None)
    {
        ArgumentNullException.ThrowIfNull(texture);
        var from = Picture(picture);
        Write(texture, Pixels(from, texture.Width, texture.Height) with { Transfer = (int)transfer }, from);
    }

    /// <summary>Writes all smaller levels, each from the one before. The twin of <see cref="MipChain.Create"/>.</summary>
    /// <param name="texture">A texture whose level 0 was written.</param>
    /// <param name="filter">What is averaged.</param>
    public void BuildLevels(GpuTexture texture, MipFilter filter)
    {
        ArgumentNullException.ThrowIfNull(texture);
        if (texture.Layout != ImageLayout.General) throw new InvalidOperationException("Level 0 was not written.");
        var kernel = _device.Kernels[texture.Format == TexelFormat.Rgba16Float ? "mip.rgba16f" : "mip.rgba8"];
        var native = texture.Native;
        for (var i = 1; i < texture.LevelCount; i++)
        {
            var (width, height) = (Math.Max(1, texture.Width >> i), Math.Max(1, texture.Height >> i));
            ReadOnlySpan<int> arguments = [width, height, Math.Max(1, texture.Width >> i - 1), Math.Max(1, texture.Height >> i - 1), (int)filter];
            _device.Commands.Dispatch(kernel, [], [ImageBinding.Write(native.Level(i), native), ImageBinding.Read(native.Level(i - 1), ImageLayout.General, native)],
                MemoryMarshal.AsBytes(arguments), Groups(width), Groups(height));
        }
    }

    /// <summary>Reads level 0 as it is stored into a network's planes: each value becomes 2 value - 1.</summary>
    /// <param name="planes">[1, channels, h, w] of the texture's size, with 1, 3 or 4 channels.</param>
    /// <param name="texture">A texture that was written.</param>
    /// <param name="transfer">What happens to the colours.</param>
    public void ReadPlanes(Tensor planes, GpuTexture texture, TexelTransfer transfer = TexelTransfer.None)
    {
        var source = Source(texture);
        Read(Ours(planes), Planes(planes, 0, Channels(planes), 0, 0, texture.Width, texture.Height) with { Transfer = (int)transfer, Scale = 2, Bias = -1 }, source);
    }

    /// <summary>Reads level 0 as it is stored into a picture. The twin of <see cref="Texels.Decode"/>.</summary>
    /// <param name="picture">A picture of the texture's size.</param>
    /// <param name="texture">A texture that was written.</param>
    /// <param name="transfer">What happens to the colours.</param>
    public void ReadPicture(Tensor picture, GpuTexture texture, TexelTransfer transfer = TexelTransfer.None)
    {
        var (to, source) = (Picture(picture), Source(texture));
        Read(to, Pixels(to, texture.Width, texture.Height) with { Transfer = (int)transfer }, source);
    }

    /// <summary>
    /// Reads a renderer's image, or a part of it, into a picture: depth into one channel, colour into one, three or four, whole numbers (ids, of which those above
    /// 2^24 keep the lower bits) into one. Of several samples the first is taken: the mean of two depths is the depth of nothing.
    /// </summary>
    /// <param name="picture">A picture of the part's size.</param>
    /// <param name="image">The image, in the layout that it names.</param>
    /// <param name="transfer">What happens to the colours.</param>
    /// <param name="x">Left edge of the part.</param>
    /// <param name="y">Top edge of the part.</param>
    public void ReadPicture(Tensor picture, RendererImage image, TexelTransfer transfer = TexelTransfer.None, int x = 0, int y = 0)
    {
        ArgumentNullException.ThrowIfNull(image);
        if (image.Device != _device) throw new ArgumentException($"The image is of {image.Device.Name}.", nameof(image));
        var to = Picture(picture);
        var (width, height) = (to.Shape[1], to.Shape[0]);
        if (x < 0 || y < 0 || x + width > image.Width || y + height > image.Height)
            throw new ArgumentException($"{width}x{height} from ({x}, {y}) on is not inside of an image of {image.Width}x{image.Height}.", nameof(picture));
        if (image.IsWhole && to.Shape[2] != 1) throw new ArgumentException($"Whole numbers go into one channel, not into {to.Shape[2]}.", nameof(picture));
        Read(to, Pixels(to, width, height) with { Transfer = (int)transfer, X = x, Y = y }, image.Binding, image.IsWhole ? "read_ids" : image.Samples > 1 ? "read_samples" : "read_texture");
    }

    private void Write(GpuTexture texture, StridedArguments arguments, VulkanTensor source)
    {
        RequireOurs(texture);
        texture.BeginWriting();
        Run(_device.Kernels[texture.Format == TexelFormat.Rgba16Float ? "write_texture.rgba16f" : "write_texture.rgba8"],
            arguments, texture.Width, texture.Height, [source.Live], [ImageBinding.Write(texture.Native.Level(0), texture.Native)]);
    }

    private void Read(VulkanTensor target, StridedArguments arguments, ImageBinding source, string kernel = "read_texture") =>
        Run(_device.Kernels[kernel], arguments, arguments.Width, arguments.Height, [target.Live], [source]);

    private ImageBinding Source(GpuTexture texture)
    {
        ArgumentNullException.ThrowIfNull(texture);
        RequireOurs(texture);
        if (texture.Layout == ImageLayout.Undefined || texture.NeedsAcquire)
            throw new InvalidOperationException("The texture was not written yet, or belongs to another queue family.");
        return ImageBinding.Read(texture.Native.Level(0), texture.Layout, texture.Native);
    }

    // A window of some planes.
    private StridedArguments Planes(Tensor planes, int firstChannel, int channels, int x, int y, int width, int height)
    {
        var ours = Ours(planes);
        ImageChecks.RequireWindow(ours.Shape, firstChannel, channels, x, y, width, height);
        var (row, plane) = ((uint)ours.Shape[3], (uint)(ours.Shape[2] * ours.Shape[3]));
        return new()
        {
            Width = width,
            Height = height,
            Channels = channels,
            Start = (uint)ours.FirstElement + ((uint)firstChannel * plane) + ((uint)y * row) + (uint)x,
            PixelStride = 1,
            RowStride = row,
            ChannelStride = plane,
        };
    }

    private static StridedArguments Pixels(VulkanTensor picture, int width, int height)
    {
        if (picture.Shape[0] != height || picture.Shape[1] != width)
            throw new ArgumentException($"Expected a picture of {width}x{height}, found {picture.Shape}.", nameof(picture));
        var channels = picture.Shape[2];
        return new()
        {
            Width = width,
            Height = height,
            Channels = channels,
            Start = (uint)picture.FirstElement,
            PixelStride = (uint)channels,
            RowStride = (uint)(width * channels),
            ChannelStride = 1,
            Scale = 1,
        };
    }

    private static int Channels(Tensor planes) => planes.Shape.Rank == 4 ? planes.Shape[1] : 0;

    private void RequireOurs(GpuTexture texture)
    {
        if (texture.Device != _device) throw new ArgumentException($"The texture is of {texture.Device.Name}.", nameof(texture));
    }
}
