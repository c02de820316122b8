using System.Runtime.InteropServices;
using NUnit.Framework;
using Scumble.Imaging;
using Scumble.Tensors;
using Scumble.Tests.Fixtures;
using Scumble.Vulkan;
using SkiaSharp;

namespace Scumble.Tests.Vulkan;

/// <summary>Sharing with a renderer of another project: Skia draws our image on the same device, and no pixel passes through host memory.</summary>
public class SkiaTests
{
    private const int Edge = 64;

    [Test]
    public void SkiaDrawsOurImage([Values(TexelFormat.Rgba8, TexelFormat.Rgba16Float)] TexelFormat format)
    {
        using var renderer = new TestRenderer();
        using (var device = VulkanDevice.Borrow(renderer.Handles))
        using (var backend = Backend(renderer))
        using (var skia = GRContext.CreateVulkan(backend))
        {
            Assert.That(skia, Is.Not.Null, "Skia takes the renderer's device");
            using var texture = new GpuTexture(device, Edge, Edge, format);
            var picture = Generate(device, texture);
            var drawn = Draw(skia, device, texture);

            // Turned upside down and into the middle of a larger red canvas, so that a lucky copy cannot pass.
            for (var y = 0; y < 2 * Edge; y++)
            {
                for (var x = 0; x < 2 * Edge; x++)
                {
                    var (u, v) = (x - (Edge / 2), y - (Edge / 2));
                    var expected = u is < 0 or >= Edge || v is < 0 or >= Edge
                        ? (255, 0, 0)
                        : (Level(picture[u, Edge - 1 - v, 0]), Level(picture[u, Edge - 1 - v, 1]), Level(picture[u, Edge - 1 - v, 2]));
                    var colour = drawn[(y * 2 * Edge) + x];
                    Assert.That(Math.Abs(colour.Red - expected.Item1) + Math.Abs(colour.Green - expected.Item2) + Math.Abs(colour.Blue - expected.Item3),
                        Is.LessThanOrEqualTo(3), $"{colour} instead of {expected} at ({x}, {y})");
                }
            }
        }
        TestDevice.AssertNoMessages();
    }

    private static GRVkBackendContext Backend(TestRenderer renderer)
    {
        var entryPoints = VulkanLoader.GetInstanceProcAddr();
        var getInstanceProcAddr = Marshal.GetDelegateForFunctionPointer<GetProcAddr>(entryPoints);
        var getDeviceProcAddr = Marshal.GetDelegateForFunctionPointer<GetProcAddr>(getInstanceProcAddr(renderer.InstanceHandle, "vkGetDeviceProcAddr"));
        return new GRVkBackendContext
        {
            VkInstance = renderer.InstanceHandle,
            VkPhysicalDevice = renderer.PhysicalDeviceHandle,
            VkDevice = renderer.Device.Handle,
            VkQueue = renderer.Queue.Handle,
            GraphicsQueueIndex = 0,
            MaxAPIVersion = VulkanRequirements.ApiVersion,
            GetProcedureAddress = (name, instance, device) => device != 0 ? getDeviceProcAddr(device, name) : getInstanceProcAddr(instance, name),
        };
    }

    private delegate nint GetProcAddr(nint owner, [MarshalAs(UnmanagedType.LPUTF8Str)] string name);

    private static Image Generate(VulkanDevice device, GpuTexture texture)
    {
        var picture = GaussianBlur.Create(Pictures.Noise(Edge, Edge, 3, 4), 1, TileMode.XY);
        var ops = new VulkanTensorOps(device);
        using var images = new VulkanImageOps(device);
        using var tensor = (VulkanTensor)ops.Create(new(Edge, Edge, 3), ElementType.Float32);
        tensor.Upload<float>(picture.Pixels);
        images.WritePicture(texture, tensor);
        images.BuildLevels(texture, MipFilter.Linear);
        return picture;
    }

    private static SKColor[] Draw(GRContext skia, VulkanDevice device, GpuTexture texture)
    {
        var handover = texture.HandOver(device.QueueFamily);

        // Skia submits to the same queue, but waits for nothing: the host does.
        device.Commands.Timeline.Wait(handover.Ready.Value);
        using var ours = new GRBackendTexture(texture.Width, texture.Height, new GRVkImageInfo
        {
            Image = handover.Image,
            ImageLayout = handover.Layout,
            Format = handover.Format,
            ImageUsageFlags = handover.Usage,
            LevelCount = (uint)handover.LevelCount,
            SampleCount = 1,
            CurrentQueueFamily = handover.QueueFamily,
        });
        var colourType = texture.Format == TexelFormat.Rgba16Float ? SKColorType.RgbaF16 : SKColorType.Rgba8888;
        using var image = SKImage.FromTexture(skia, ours, GRSurfaceOrigin.TopLeft, colourType);
        Assert.That(image, Is.Not.Null, "Skia takes our image");
        var copies = device.HostCopies.DownloadedBytes;
        var info = new SKImageInfo(2 * Edge, 2 * Edge, SKColorType.Rgba8888, SKAlphaType.Premul);
        using var surface = SKSurface.Create(skia, true, info);
        surface.Canvas.Clear(SKColors.Red);
        surface.Canvas.Scale(1, -1);
        surface.Canvas.DrawImage(image, Edge / 2, -(Edge / 2) - Edge);
        skia.Flush();
        skia.Submit(synchronous: true);
        using var bitmap = new SKBitmap(info);
        Assert.That(surface.ReadPixels(info, bitmap.GetPixels(), bitmap.RowBytes, 0, 0));
        Assert.That(device.HostCopies.DownloadedBytes, Is.EqualTo(copies), "nothing of ours came to the host");
        return bitmap.Pixels;
    }

    private static int Level(float value) => (int)((value * 255) + 0.5f);
}
