using NUnit.Framework;
using Scumble.Diagnostics;
using Scumble.Imaging;
using Scumble.Inference;
using Scumble.Materials;
using Scumble.Models;
using Scumble.Onnx;
using Scumble.Sharing;
using Scumble.Stages;
using Scumble.Tests.Fixtures;
using Scumble.Tests.Vulkan;
using Scumble.Vulkan;

namespace Scumble.Tests.Sharing;

/// <summary>From a prompt to texels in Vulkan memory, beside the same request in host memory.</summary>
public class SharedBackendTests
{
    private static readonly TextureRequest Request = new() { Prompt = "red brick wall", Seed = 7, Width = 64, Height = 64, Steps = 2 };

    private static VulkanDevice Device => InteropDevice.Shared;

    [Test]
    public async Task TexelsAreThoseOfTheHostPath([Values] TileMode tile, [Values(SharingWay.Imported, SharingWay.Staged, SharingWay.Beside)] string kind)
    {
        using var way = new SharingWay(kind);
        var backend = way.Backend;
        var request = Request with { Tile = tile };
        var expected = await OnHost(request);
        using var pipeline = await TexturePipeline.OpenAsync(ModelFolder.Open(TestModel.Path), backend);
        using var material = new GpuMaterial(backend, 64, 64);
        var report = await pipeline.GenerateAsync(request, material);
        Assert.Multiple(() =>
        {
            Assert.That(report.Request, Is.EqualTo(request with { Guidance = report.Request.Guidance, Sampling = report.Request.Sampling }));
            AssertEqual(material.BaseColor, expected.BaseColor, "base colour");
            AssertEqual(material.Normal, expected.Normal, "normal");
            AssertEqual(material.Roughness, expected.Roughness, "roughness");
            AssertEqual(material.Metallic, expected.Metallic, "metallic");
            AssertEqual(material.Occlusion, expected.Occlusion, "occlusion");
            AssertEqual(material.HeightMap, expected.Height, "height");
        });
    }

    [Test]
    public async Task NothingPassesThroughTheHostBetweenThePromptAndTheTexel()
    {
        using var backend = SharedBackend.Create(Device, "cpu");
        using var pipeline = await TexturePipeline.OpenAsync(ModelFolder.Open(TestModel.Path), backend);
        using var material = new GpuMaterial(backend, 64, 64);
        var (up, down) = (Device.HostCopies.UploadedBytes, Device.HostCopies.DownloadedBytes);
        await pipeline.GenerateAsync(Request, material);
        var handover = material.BaseColor.HandOver(Device.QueueFamily);
        Device.Commands.Synchronize();
        Assert.Multiple(() =>
        {
            Assert.That(handover.Ready.HasPassed);
            Assert.That(Device.HostCopies.UploadedBytes - up, Is.Zero, "bytes uploaded");
            Assert.That(Device.HostCopies.DownloadedBytes - down, Is.Zero, "bytes read back");
        });
    }

    [Test]
    public async Task TheCounterSeesTheStagedWay()
    {
        using var backend = Staged();
        using var pipeline = await TexturePipeline.OpenAsync(ModelFolder.Open(TestModel.Path), backend);
        using var material = new GpuMaterial(backend, 64, 64);
        var up = Device.HostCopies.UploadedBytes;
        await pipeline.GenerateAsync(Request, material);
        Assert.That(Device.HostCopies.UploadedBytes - up, Is.EqualTo(6 * 64 * 64 * sizeof(float)));
    }

    [Test]
    public async Task BesideADeviceThatCannotShareOneCopyIsMadeAndTheReasonSaid()
    {
        using var way = new SharingWay(SharingWay.Beside);
        using var pipeline = await TexturePipeline.OpenAsync(ModelFolder.Open(TestModel.Path), way.Backend);
        using var material = new GpuMaterial(way.Backend, 64, 64);
        using var drawn = new GpuTexture(way.Device, 64, 64, TexelFormat.Rgba8);
        using (var images = new VulkanImageOps(way.Device))
        using (var tensor = images.Tensors.Create(new(64, 64, 3), Scumble.Tensors.ElementType.Float32)) images.WritePicture(drawn, tensor);
        using var picture = new VulkanPicture(way.Backend, drawn);
        var (device, own, texture) = (way.Device.HostCopies, way.Backend.SecondDevice!.HostCopies, 6 * 64 * 64 * sizeof(float));
        await pipeline.GenerateAsync(Request with { Start = new() { Image = PictureSource.FromDevice(picture, "view"), Strength = 0.5 } }, material);
        var view = 3 * 64 * 64 * sizeof(float);
        Assert.Multiple(() =>
        {
            Assert.That((own.DownloadedBytes, device.UploadedBytes), Is.EqualTo((texture, texture)), "the texture, once");
            Assert.That((device.DownloadedBytes, own.UploadedBytes), Is.EqualTo((view, view)), "the renderer's picture, once");
            Assert.That(way.Backend.Sharing.Chosen, Is.EqualTo(SharingKind.SecondDevice));
            Assert.That(way.Backend.Sharing.Refused.Single().Reason, Does.Contain("external_memory"));
            Assert.That(way.Backend.SecondDevice!.Uuid, Is.EqualTo(way.Device.Uuid));
        });
    }

    [Test]
    public async Task TheSameSeedGivesTheSameTexels()
    {
        using var backend = SharedBackend.Create(Device, "cpu");
        using var pipeline = await TexturePipeline.OpenAsync(ModelFolder.Open(TestModel.Path), backend);
        using var first = new GpuPicture(backend, 64, 64);
        using var second = new GpuPicture(backend, 64, 64);
        using var other = new GpuPicture(backend, 64, 64);
        await pipeline.GenerateAsync(Request, first);
        await pipeline.GenerateAsync(Request, second);
        await pipeline.GenerateAsync(Request with { Seed = 8 }, other);
        var texels = first.Texture.Download(0);
        Assert.Multiple(() =>
        {
            Assert.That(second.Texture.Download(0), Is.EqualTo(texels));
            Assert.That(other.Texture.Download(0), Is.Not.EqualTo(texels));
        });
    }

    [Test]
    public async Task SeveralAreDenoisedTogetherEachIntoItsOwnTarget()
    {
        using var backend = SharedBackend.Create(Device, "cpu");
        using var pipeline = await TexturePipeline.OpenAsync(ModelFolder.Open(TestModel.Path), backend);
        using GpuPicture one = new(backend, 64, 64), other = new(backend, 64, 64), alone = new(backend, 64, 64);
        (TextureRequest Request, GpuPicture Target)[] pictures = [(Request, one), (Request with { Prompt = "rust", Seed = 8 }, other)];
        Assert.That(pipeline.Run([.. pictures.Select(picture => new BatchedRequest(picture.Request, picture.Target))]).Count(step => step.Report is not null), Is.EqualTo(2));
        foreach (var (request, target) in pictures)
        {
            await pipeline.GenerateAsync(request, alone);
            AssertEqual(target.Texture, Texels.Decode(alone.Texture.Download(0), 64, 64, 3, alone.Texture.Format), request.Prompt);
        }
        Assert.That(one.Texture.Download(0), Is.Not.EqualTo(other.Texture.Download(0)));
    }

    [Test]
    public async Task AnotherSizeIsRefusedBeforeAnythingRuns()
    {
        using var backend = SharedBackend.Create(Device, "cpu");
        using var pipeline = await TexturePipeline.OpenAsync(ModelFolder.Open(TestModel.Path), backend);
        using var material = new GpuMaterial(backend, 64, 64);
        Assert.That(() => pipeline.GenerateAsync(Request with { Width = 96 }, material),
            Throws.InstanceOf<InvalidRequestException>().With.Message.Contains("64x64").And.Message.Contains("96x64"));
    }

    [TestCase("auto", "01", "0")]
    [TestCase("cuda", "1", "1")]
    [TestCase("auto", "2x1", "2")]
    [TestCase("cuda", "xy", "0")]
    [TestCase("cuda", "", "0")]
    [TestCase("cuda", null, "0")]
    [TestCase("cpu", "1", "0")]
    public void ADeviceThatNobodyNamesIsTheFirstOfCudasThatVulkanHas(string provider, string? inCuda, string expected)
    {
        Guid Card(char card) => new($"00112233-4455-6677-8899-aabbccddee{(int)card:x2}");
        var driver = new SeveralDevicesDriver(Card('0'), Card('1'), Card('2'));
        using var device = SharedBackend.CreateDevice(provider, new() { GetInstanceProcAddr = driver.Address },
            () => inCuda is null ? throw new ScumbleException("There is no NVIDIA driver.", "None is needed.") : [.. inCuda.Select(Card)]);
        Assert.That(device.Uuid, Is.EqualTo(Card(expected[0])));
        Assert.That(device.Choice.Refused, Has.Count.EqualTo(2));
        if (expected != "0") Assert.That(device.Choice.Refused, Has.All.Matches<BackendRefusal>(one => one.Reason.Contains($"{Card(expected[0])} is preferred", StringComparison.Ordinal)));
    }

    [Test]
    public void ADeviceThatIsNamedStays()
    {
        var (first, second) = (Guid.NewGuid(), Guid.NewGuid());
        var driver = new SeveralDevicesDriver(first, second);
        using var device = SharedBackend.CreateDevice("cuda", new() { GetInstanceProcAddr = driver.Address, Uuid = second }, () => [first]);
        Assert.That(device.Uuid, Is.EqualTo(second));
    }

    [Test]
    public void TheChoiceComesWithReasons()
    {
        using var backend = SharedBackend.Create(Device);
        Assert.Multiple(() =>
        {
            Assert.That(backend.Choice.Chosen, Is.EqualTo("cpu"), "there is no CUDA here");
            Assert.That(backend.Choice.Refused.Select(refusal => refusal.Id), Is.EqualTo(new[] { "cuda", "webgpu" }));
            Assert.That(backend.Choice.Refused.Select(refusal => refusal.Reason), Has.All.Not.Empty);
            Assert.That(backend.Sharing.Chosen, Is.EqualTo(SharingKind.Imported).Or.EqualTo(SharingKind.Mapped));
        });
    }

    private static SharedBackend Staged() => SharedBackend.Staged(Device, OnnxBackend.Create("cpu"), [], SharingChoice.ForHost(Device));

    private static async Task<MaterialMaps> OnHost(TextureRequest request)
    {
        using var backend = OnnxBackend.Create("cpu");
        using var pipeline = await TexturePipeline.OpenAsync(ModelFolder.Open(TestModel.Path), backend);
        return (await pipeline.GenerateAsync(request)).Maps!;
    }

    // One step of the format for what is rounded, another for a value on the border.
    private static void AssertEqual(GpuTexture texture, Image expected, string map)
    {
        var found = Texels.Decode(texture.Download(0), texture.Width, texture.Height, expected.Channels, texture.Format);
        var worst = Enumerable.Range(0, expected.Pixels.Length).MaxBy(i => Math.Abs(found.Pixels[i] - expected.Pixels[i]));
        Assert.That(found.Pixels[worst], Is.EqualTo(expected.Pixels[worst]).Within(1.01 / 255), $"{map}, worst at {worst}");
    }
}
