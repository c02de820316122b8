using Scumble.Imaging;
using Scumble.Tensors;
using Scumble.Tests.Contracts;
using Scumble.Vulkan;

namespace Scumble.Tests.Vulkan.Images;

/// <summary>Textures on the device: pictures go up, bytes come down.</summary>
public sealed class VulkanTextures(VulkanDevice device) : ITextures, IDisposable
{
    private readonly VulkanTensorOps _tensors = new(device);
    private readonly VulkanImageOps _ops = new(device);
    private readonly List<Tensor> _alive = [];

    public void Dispose()
    {
        _alive.ForEach(tensor => tensor.Dispose());
        _ops.Dispose();
    }

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

    private VulkanTensor Keep(Tensor tensor)
    {
        _alive.Add(tensor);
        return (VulkanTensor)tensor;
    }
}
