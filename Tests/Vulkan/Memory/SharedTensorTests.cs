using NUnit.Framework;
using Scumble.Graphs;
using Scumble.Imaging;
using Scumble.Inference;
using Scumble.Onnx;
using Scumble.Tensors;
using Scumble.Tests.Fixtures;
using Scumble.Vulkan;

namespace Scumble.Tests.Vulkan.Memory;

public class SharedTensorTests
{
    [TearDown]
    public void NoMessages() => TestDevice.AssertNoMessages();

    [Test]
    public void TheBestWayIsChosenAndTheOthersHaveReasons()
    {
        var choice = SharingChoice.ForHost(TestDevice.Shared);
        Assert.That(choice.Refused.Select(refusal => refusal.Reason), Has.All.Not.Empty);
        if (TestDevice.Shared.Capabilities.HostImportRefusal is null) Assert.That(choice.Chosen, Is.EqualTo(SharingKind.Imported));
        Assert.That(SharingChoice.ForDevice(TestDevice.Shared).Chosen,
            Is.EqualTo(TestDevice.Shared.Capabilities.MemoryExportRefusal is null ? SharingKind.Exported : SharingKind.Staged));
    }

    [TestCase(SharingKind.Imported, ElementType.Float32)]
    [TestCase(SharingKind.Mapped, ElementType.Float32)]
    [TestCase(SharingKind.Staged, ElementType.Float32)]
    [TestCase(SharingKind.Imported, ElementType.Float64)]
    [TestCase(SharingKind.Staged, ElementType.Float64)]
    public void BothHalvesSeeTheSameNumbers(SharingKind kind, ElementType type)
    {
        var device = TestDevice.Shared;
        var ops = new VulkanTensorOps(device);
        using var shared = new SharedTensor(device, new(5, 321), type, kind);
        using var expected = new CpuTensorOps().Create(new(5, 321), type);
        new CpuTensorOps().Noise.FillSigns(expected, 3, 4);
        var (up, down) = (device.HostCopies.UploadedBytes, device.HostCopies.DownloadedBytes);

        ops.Noise.FillSigns(shared.Device, 3, 4);
        shared.ToHost();
        Assert.That(new CpuTensorOps().Dot(shared.Host, expected), Is.EqualTo(5 * 321), "what kernels wrote, on the host");
        new CpuTensorOps().Scale(shared.Host, -0.5, shared.Host);
        shared.ToDevice();
        ops.Scale(shared.Device, 4, shared.Device);
        shared.ToHost();
        Assert.That(new CpuTensorOps().Dot(shared.Host, expected), Is.EqualTo(-2 * 5 * 321), "what the host wrote, in kernels");

        var bytes = kind == SharingKind.Staged ? shared.Device.SizeInBytes : 0;
        Assert.That(device.HostCopies.UploadedBytes - up, Is.EqualTo(bytes));
        Assert.That(device.HostCopies.DownloadedBytes - down, Is.EqualTo(2 * bytes));
    }

    [TestCase(SharingKind.Imported)]
    [TestCase(SharingKind.Mapped)]
    public void OnnxRuntimeRunsInTheMemoryOfAVulkanBuffer(SharingKind kind)
    {
        var device = TestDevice.Shared;
        var (ops, host) = (new VulkanTensorOps(device), new CpuTensorOps());
        using var images = new VulkanImageOps(device);
        using var backend = OnnxBackend.Create("cpu");
        using var session = backend.Open(new GraphSource(Path.Combine(TestModel.Path, "vae_decoder", "model.onnx")));
        var (input, output) = (new TensorShape(1, 8, 8, 8), new TensorShape(1, 6, 64, 64));

        // The plain way, for comparison.
        using var latent = new CpuTensor<float>(input);
        using var decoded = new CpuTensor<float>(output);
        host.Noise.FillSigns(latent, 7, 1);
        Run(session, latent, decoded);

        // Kernel, graph, kernel: nothing is copied until the test itself looks.
        using var sharedLatent = new SharedTensor(device, input, ElementType.Float32, kind);
        using var sharedDecoded = new SharedTensor(device, output, ElementType.Float32, kind);
        using var texture = new GpuTexture(device, 64, 64, TexelFormat.Rgba8Srgb);
        var (up, down) = (device.HostCopies.UploadedBytes, device.HostCopies.DownloadedBytes);
        ops.Noise.FillSigns(sharedLatent.Device, 7, 1);
        sharedLatent.ToHost();
        Run(session, sharedLatent.Host, sharedDecoded.Host);
        sharedDecoded.ToDevice();
        images.WritePlanes(texture, sharedDecoded.Device, 0, 3);
        images.BuildLevels(texture, MipFilter.Srgb);
        device.Commands.Synchronize();
        Assert.That((device.HostCopies.UploadedBytes - up, device.HostCopies.DownloadedBytes - down), Is.EqualTo((0L, 0L)));

        Assert.That(((CpuTensor<float>)sharedDecoded.Host).Span.ToArray(), Is.EqualTo(decoded.Span.ToArray()));
        var expected = Texels.Encode(Image.FromPlanes(decoded.Span[..(3 * 64 * 64)], 64, 64, 3), TexelFormat.Rgba8Srgb);
        Assert.That(texture.Download(0), Is.EqualTo(expected).Within(1));
        Assert.That(device.HostCopies.DownloadedBytes - down, Is.EqualTo(64 * 64 * 4), "looking is counted");
    }

    private static void Run(IInferenceSession session, Tensor input, Tensor output)
    {
        using var binding = session.CreateBinding();
        binding.BindInput("latent_sample", input);
        binding.BindOutput("sample", output);
        binding.Run();
    }
}
