using Scumble.Imaging;
using Scumble.Tensors;
using Scumble.Tests.Contracts;
using Scumble.Vulkan;

namespace Scumble.Tests.Vulkan.Images;

/// <summary>The kernels on the device: pictures go up, results come down.</summary>
public sealed class VulkanImageKernels(VulkanDevice device) : IImageKernels, IDisposable
{
    private readonly VulkanTensorOps _tensors = new(device);
    private readonly VulkanImageOps _ops = new(device);
    private readonly List<Tensor> _alive = [];

    public void Dispose()
    {
        _alive.ForEach(tensor => tensor.Dispose());
        _ops.Dispose();
    }

    public Image GaussianBlur(Image image, float sigma, TileMode tile) =>
        Filter(image, image.Width, image.Height, image.Channels, (target, source) => _ops.GaussianBlur(target, source, sigma, tile));

    public (Image X, Image Y) Sobel(Image grey, TileMode tile)
    {
        var (gx, gy) = (New(grey.Width, grey.Height, 1), New(grey.Width, grey.Height, 1));
        _ops.Sobel(gx, gy, Up(grey), tile);
        return (Down(gx), Down(gy));
    }

    public Image Resize(Image image, int width, int height, TileMode tile) =>
        Filter(image, width, height, image.Channels, (target, source) => _ops.Resize(target, source, tile));

    public Image Canny(Image grey, int low, int high, TileMode tile) =>
        Filter(grey, grey.Width, grey.Height, 1, (target, source) => _ops.Canny(target, source, low, high, tile));

    public Image LinearDepth(Image depth, float near, float far, bool isReversed, bool inverse) =>
        Filter(depth, depth.Width, depth.Height, 1, (target, source) => _ops.LinearDepth(target, source, near, far, isReversed, inverse));

    public ValueRange Range(Image image)
    {
        var range = Keep(_tensors.Create(new(2), ElementType.Float32));
        _ops.Range(range, Up(image));
        var values = new float[2];
        range.Download<float>(values);
        return new(values[0], values[1]);
    }

    public Image Normalize(Image image) => Filter(image, image.Width, image.Height, image.Channels, (target, source) =>
    {
        var range = Keep(_tensors.Create(new(2), ElementType.Float32));
        _ops.Range(range, source);
        _ops.Normalize(target, source, range);
    });

    public Image NormalFromHeight(Image height, TileMode tile, float depth) =>
        Filter(height, height.Width, height.Height, 3, (target, source) => _ops.NormalFromHeight(target, source, tile, depth));

    public Image OcclusionFromHeight(Image height, TileMode tile, float depth) =>
        Filter(height, height.Width, height.Height, 1, (target, source) => _ops.OcclusionFromHeight(target, source, tile, depth));

    public byte[][] Texture(Image image, TexelFormat format, TexelTransfer transfer, MipFilter filter)
    {
        using var texture = new GpuTexture(device, image.Width, image.Height, format);
        _ops.WritePicture(texture, Up(image), transfer);
        _ops.BuildLevels(texture, filter);
        return [.. Enumerable.Range(0, texture.LevelCount).Select(texture.Download)];
    }

    public byte[] TextureOfPlanes(float[] planes, int width, int height, int channels, TexelFormat format)
    {
        using var texture = new GpuTexture(device, width, height, format);
        var tensor = Keep(_tensors.Create(new(1, channels, height, width), ElementType.Float32));
        tensor.Upload<float>(planes);
        _ops.WritePlanes(texture, tensor, 0, channels);
        return texture.Download(0);
    }

    public Image ThroughTexture(Image image, TexelFormat format, TexelTransfer back)
    {
        using var texture = new GpuTexture(device, image.Width, image.Height, format);
        _ops.WritePicture(texture, Up(image));
        var target = New(image.Width, image.Height, image.Channels);
        _ops.ReadPicture(target, texture, back);
        return Down(target);
    }

    // In the middle of a larger tensor, so that offsets count.
    private VulkanTensor New(int width, int height, int channels)
    {
        var rows = Keep(_tensors.Create(new(height + 2, width, channels), ElementType.Float32));
        return (VulkanTensor)_tensors.View(rows, 1, height);
    }

    private VulkanTensor Up(Image image)
    {
        var tensor = New(image.Width, image.Height, image.Channels);
        tensor.Upload<float>(image.Pixels);
        return tensor;
    }

    private static Image Down(VulkanTensor tensor)
    {
        var image = new Image(tensor.Shape[1], tensor.Shape[0], tensor.Shape[2]);
        tensor.Download(image.Pixels);
        return image;
    }

    private Image Filter(Image image, int width, int height, int channels, Action<VulkanTensor, VulkanTensor> run)
    {
        var target = New(width, height, channels);
        run(target, Up(image));
        return Down(target);
    }

    private VulkanTensor Keep(Tensor tensor)
    {
        _alive.Add(tensor);
        return (VulkanTensor)tensor;
    }
}
