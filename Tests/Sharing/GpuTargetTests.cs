using NUnit.Framework;
using Scumble.Cuda;
using Scumble.Diagnostics;
using Scumble.Imaging;
using Scumble.Onnx;
using Scumble.Sharing;
using Scumble.Stages;
using Scumble.Tensors;
using Scumble.Tests.Cuda;
using Scumble.Tests.Vulkan;
using Scumble.Vulkan;

namespace Scumble.Tests.Sharing;

/// <summary>From decoded planes to texels, and what is left of a target whose device was lost.</summary>
public class GpuTargetTests
{
    private static readonly TensorShape Shape = new(1, 6, 8, 8);

    private static readonly float[] Values = [.. Enumerable.Range(0, (int)Shape.ElementCount).Select(i => (float)Math.Sin(0.3 * i))];

    [TearDown]
    public void NoMessages() => TestDevice.AssertNoMessages();

    [Test]
    [Platform(Exclude = "Win", Reason = "file descriptors")]
    public void PlanesOfCudasBecomeTexelsAndNothingPassesThroughTheHost([Values] bool exportsTimelines)
    {
        using var sharing = new FakeSharing(exportsTimelines);
        var memory = new CudaMemory(sharing.Vulkan, sharing.Link());
        using var backend = new SharedBackend(sharing.Vulkan, OnnxBackend.Create("cpu"), [], SharingChoice.ForDevice(sharing.Vulkan), memory);
        using var material = new GpuMaterial(backend, 8, 8);
        using var planes = backend.Ops.Create(Shape, ElementType.Float32);
        backend.Ops.Upload(planes, Values);
        var (up, down) = (sharing.Vulkan.HostCopies.UploadedBytes, sharing.Vulkan.HostCopies.DownloadedBytes);
        Take(material, planes, backend);
        sharing.Vulkan.Commands.Synchronize();
        Assert.That((sharing.Vulkan.HostCopies.UploadedBytes - up, sharing.Vulkan.HostCopies.DownloadedBytes - down), Is.EqualTo((0, 0)));
        Assert.That(Texels(material), Is.EqualTo(Staged()));
    }

    [Test]
    public void ATargetOfALostDeviceIsDisposedInPeace()
    {
        using var renderer = new TestRenderer();
        var driver = new FaultyDriver();
        using (var device = VulkanDevice.Borrow(renderer.Handles with { GetInstanceProcAddr = driver.Address }))
        {
            using var backend = SharedBackend.Staged(device, OnnxBackend.Create("cpu"), [], SharingChoice.ForHost(device));
            using var planes = Planes();
            var material = new GpuMaterial(backend, 8, 8);
            Take(material, planes, backend);
            driver.LoseAt("vkQueueSubmit");
            Assert.That(() => Take(material, planes, backend), Throws.TypeOf<ScumbleException>().With.Message.Contains("was lost"));
            Assert.That(material.Dispose, Throws.Nothing);
        }
        Assert.That(driver.Alive, Is.Empty);
    }

    [Test]
    public void ALinkToADeviceThatIsLostMeanwhileIsDisposedInPeace()
    {
        using var renderer = new TestRenderer();
        var (driver, cuda) = (new FaultyDriver(), new FakeCuda());
        using (var device = VulkanDevice.Borrow(renderer.Handles with { GetInstanceProcAddr = driver.Address }))
        {
            var link = CudaLink.Create(device, CudaDevice.Open(cuda.Driver, null));
            using var tensor = new VulkanTensorOps(device).Create(Shape, ElementType.Float32);
            driver.LoseAt("vkQueueSubmit");
            Assert.That(link.Dispose, Throws.Nothing);
            Assert.That(driver.HasFailed);
            Assert.That(cuda.Alive, Is.Empty);
        }
        Assert.That(driver.Alive, Is.Empty);
    }

    private static byte[][] Staged()
    {
        var device = InteropDevice.Shared;
        using var backend = SharedBackend.Staged(device, OnnxBackend.Create("cpu"), [], SharingChoice.ForHost(device));
        using var material = new GpuMaterial(backend, 8, 8);
        using var planes = Planes();
        Take(material, planes, backend);
        return Texels(material);
    }

    private static CpuTensor<float> Planes()
    {
        var planes = new CpuTensor<float>(Shape);
        Values.CopyTo(planes.Span);
        return planes;
    }

    private static void Take(GpuTarget target, Tensor planes, SharedBackend backend) =>
        target.Take(new DecodedTexture(planes, backend.Ops, new CropWindow(0, 0, 8, 8), TileMode.XY));

    private static byte[][] Texels(GpuMaterial material) =>
        [.. new[] { material.BaseColor, material.Normal, material.HeightMap, material.Roughness, material.Metallic, material.Occlusion }.Select(map => map.Download(0))];
}
