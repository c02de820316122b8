using Scumble.Imaging;
using Scumble.Tensors;
using Scumble.Vulkan;

namespace Scumble.Benchmarks;

/// <summary>From the last kernel of a 1024x1024 picture to a texture that a renderer samples: in place, and by way of the host as engines usually do.</summary>
internal static class HandoverMeasure
{
    private const int Edge = 1024;

    public static IEnumerable<Sample> Run(Setting setting)
    {
        var device = setting.Device;
        var ops = new VulkanTensorOps(device, TensorMemory.Exported);
        using var images = new VulkanImageOps(device);
        using var planes = ops.Create(new TensorShape(1, 3, Edge, Edge), ElementType.Float32);
        ops.Noise.Fill(planes, 0.3, 1, 0);
        using var texture = new GpuTexture(device, Edge, Edge, TexelFormat.Rgba8Srgb);
        var before = device.HostCopies.UploadedBytes + device.HostCopies.DownloadedBytes;
        var direct = Clock.Milliseconds(10, 100, () =>
        {
            images.WritePlanes(texture, planes, 0, 3);
            texture.HandOver(device.QueueFamily);
            device.Commands.Synchronize();
        });
        var copied = device.HostCopies.UploadedBytes + device.HostCopies.DownloadedBytes - before;
        yield return new Sample("texel-1024-in-place", "ms", direct);
        yield return new Sample("texel-1024-in-place-bytes", "bytes", [copied]);
        var host = new float[3 * Edge * Edge];
        using var uploaded = ops.Create(planes.Shape, ElementType.Float32);
        yield return new Sample("texel-1024-readback-upload", "ms", Clock.Milliseconds(5, 30, () =>
        {
            ops.Download(planes, host);
            ops.Upload(uploaded, host);
            images.WritePlanes(texture, uploaded, 0, 3);
            texture.HandOver(device.QueueFamily);
            device.Commands.Synchronize();
        }), "float32 planes");
    }
}
