using NUnit.Framework;
using Scumble.Families;
using Scumble.Imaging;
using Scumble.Models;
using Scumble.Sharing;
using Scumble.Stages;
using Scumble.Tensors;
using Scumble.Tests.Fixtures;
using Scumble.Tests.Vulkan;
using Scumble.Tests.Vulkan.Images;
using Scumble.Vulkan;

namespace Scumble.Tests.Sharing;

/// <summary>Whole generations from pictures that a renderer made, beside the same from host memory.</summary>
public class RendererPictureTests
{
    private const uint D32Float = 126, ShaderReadOnly = 5;

    private const int Edge = 64;

    private static readonly TextureRequest Request = new() { Prompt = "mossy cobblestone", Seed = 7, Steps = 2, Width = Edge, Height = Edge };

    private static VulkanDevice Device => InteropDevice.Shared;

    [TearDown]
    public void NoMessages() => TestDevice.AssertNoMessages();

    [TestCase("untrained", TileMode.XY)]
    [TestCase("untrained", TileMode.X)]
    [TestCase("sd15", TileMode.None)]
    [TestCase("sd15-inpaint", TileMode.None)]
    [TestCase("ddpm-pixel", TileMode.None)]
    public async Task APictureAndAMaskOnTheDeviceGiveTheBitsOfThoseOnTheHost(string model, TileMode tile)
    {
        using var backend = SharedBackend.Create(Device, "cpu");
        using var pipeline = await TexturePipeline.OpenAsync(Folder(model), backend);
        var (image, mask) = (Pictures.Noise(Edge, Edge, 3, 1), Pictures.Noise(Edge, Edge, 1, 2));
        using var imageTensor = Tensor(image);
        using var maskTensor = Tensor(mask);
        using var imageOnDevice = new VulkanPicture(backend, imageTensor);
        using var maskOnDevice = new VulkanPicture(backend, maskTensor);
        foreach (var isMasked in model == "sd15-inpaint" ? new[] { true } : [false, true])
        {
            var host = await pipeline.GenerateAsync(Request with { Tile = tile, Start = Start(PictureSource.FromImage(image, "a"), PictureSource.FromImage(mask, "b")) });
            var device = await pipeline.GenerateAsync(Request with { Tile = tile, Start = Start(PictureSource.FromDevice(imageOnDevice, "a"), PictureSource.FromDevice(maskOnDevice, "b")) });
            Assert.That(device.Image.Pixels.ToArray(), Is.EqualTo(host.Image.Pixels.ToArray()), $"masked: {isMasked}");

            StartRequest Start(PictureSource picture, PictureSource whites) => new() { Image = picture, Mask = isMasked ? whites : null, Strength = 0.5 };
        }
    }

    [Test]
    public async Task ADepthBufferSteers()
    {
        using var backend = SharedBackend.Create(Device, "cpu");
        using var pipeline = await TexturePipeline.OpenAsync(Folder("sd15-controlnet"), backend);
        using var buffer = new RendererDepth(Device, 80, 48, 0.25f);
        using var image = new RendererImage(Device, buffer.Image.Handle, D32Float, 80, 48, ShaderReadOnly, isDepth: true);
        using var picture = new VulkanPicture(backend, image);
        var plain = new Image(80, 48, 1);
        plain.Pixels.Fill(0.25f);
        var unsteered = await pipeline.GenerateAsync(Request);
        var host = await pipeline.GenerateAsync(Steered(PictureSource.FromImage(plain, "depth")));
        var device = await pipeline.GenerateAsync(Steered(PictureSource.FromDevice(picture, "depth")));
        Assert.That(device.Image.Pixels.ToArray(), Is.EqualTo(host.Image.Pixels.ToArray()).Within(1e-4f));
        Assert.That(device.Image.Pixels.ToArray(), Is.Not.EqualTo(unsteered.Image.Pixels.ToArray()).Within(1e-3f));

        static TextureRequest Steered(PictureSource depth) => Request with { Controls = [new() { Model = "controlnet", Image = depth }] };
    }

    [Test]
    public async Task NoPixelPassesThroughTheHostFromTheRenderersPictureToItsTexture([Values] bool isMasked, [Values] bool isCut)
    {
        using var backend = SharedBackend.Create(Device, "cpu");
        using var pipeline = await TexturePipeline.OpenAsync(Folder("untrained"), backend);
        using var drawn = Texture(Pictures.Noise(isCut ? 100 : 80, 80, 3, 1));
        using var picture = new VulkanPicture(backend, drawn);
        using var target = new GpuPicture(backend, Edge, Edge);
        using var model = await OpenModel.OpenAsync(Folder("untrained"), backend);
        var (latent, plane) = (model.LatentShape(Edge, Edge), sizeof(int) * Edge * Edge);
        // Of a mask: its latent's places by row, by column and by channel, and the feather's four neighbours. Of a cut: each picture's, and a mask's twice.
        var mask = isMasked ? (5 * plane) + (plane * latent[2] / Edge) + (sizeof(int) * latent.ElementCount) : 0;
        var cut = isCut ? plane * (isMasked ? 4 : 1) : 0;
        var (up, down) = (Device.HostCopies.UploadedBytes, Device.HostCopies.DownloadedBytes);
        await pipeline.GenerateAsync(Request with { Start = new() { Image = PictureSource.FromDevice(picture, "view"), Mask = isMasked ? PictureSource.FromDevice(picture, "view") : null, Strength = 0.5 } }, target);
        Device.Commands.Synchronize();
        Assert.That((Device.HostCopies.UploadedBytes - up, Device.HostCopies.DownloadedBytes - down), Is.EqualTo((mask + cut, 0)), "but for the indices of where something is read");
    }

    [Test]
    public async Task TheNextFrameIsAnotherPicture()
    {
        using var backend = SharedBackend.Create(Device, "cpu");
        using var pipeline = await TexturePipeline.OpenAsync(Folder("untrained"), backend);
        using var drawn = Texture(Pictures.Noise(Edge, Edge, 3, 1));
        using var picture = new VulkanPicture(backend, drawn);
        var first = await Generate();
        Draw(drawn, Pictures.Noise(Edge, Edge, 3, 2));
        var second = await Generate();
        Assert.That(second.Image.Pixels.ToArray(), Is.Not.EqualTo(first.Image.Pixels.ToArray()));
        Assert.That(Identity(second), Is.Not.EqualTo(Identity(first)));

        Task<TextureResult> Generate() => pipeline.GenerateAsync(Request with { Start = new() { Image = PictureSource.FromDevice(picture, "view"), Strength = 0.5 } });
        static string Identity(TextureResult result) => TextureIdentity.Of(result.Request, result.ModelHash, result.Rewrites, "1");
    }

    [Test]
    public async Task ThePicturesSizeIsTheDefaultSize()
    {
        using var backend = SharedBackend.Create(Device, "cpu");
        using var pipeline = await TexturePipeline.OpenAsync(Folder("sd15"), backend);
        using var drawn = Texture(Pictures.Noise(49, 35, 3, 1));
        using var picture = new VulkanPicture(backend, drawn);
        var result = await pipeline.GenerateAsync(Request with { Width = null, Height = null, Start = new() { Image = PictureSource.FromDevice(picture, "view") } });
        Assert.That((result.Image.Width, result.Image.Height), Is.EqualTo((64, 32)));
    }

    [Test]
    public async Task WhatCannotBeReadIsSaidAndThePipelineStaysUsable()
    {
        using var backend = SharedBackend.Create(Device, "cpu");
        using var pipeline = await TexturePipeline.OpenAsync(Folder("untrained"), backend);
        using var otherBackend = SharedBackend.Create(Device, "cpu");
        using var blank = new GpuTexture(Device, Edge, Edge, TexelFormat.Rgba8);
        using var picture = new VulkanPicture(backend, blank);
        using var foreign = new VulkanPicture(otherBackend, blank);
        Assert.That(() => Generate(picture), Throws.InvalidOperationException.With.Message.Contains("not written"));
        Assert.That(() => Generate(foreign), Throws.ArgumentException.With.Message.Contains("another backend"));
        Draw(blank, Pictures.Noise(Edge, Edge, 3, 1));
        Assert.That(() => Generate(picture), Throws.Nothing);
        blank.Dispose();
        Assert.That(() => Generate(picture), Throws.TypeOf<ObjectDisposedException>());
        Assert.That(() => pipeline.GenerateAsync(Request), Throws.Nothing);

        Task<TextureResult> Generate(IPicture from) => pipeline.GenerateAsync(Request with { Start = new() { Image = PictureSource.FromDevice(from, "view") } });
    }

    [Test]
    public void PicturesOfAnotherDeviceAreRefused()
    {
        using var backend = SharedBackend.Create(Device, "cpu");
        using var other = TestDevice.Create();
        using var texture = new GpuTexture(other, 4, 4, TexelFormat.Rgba8);
        using var tensor = (VulkanTensor)new VulkanTensorOps(other).Create(new(4, 4, 3), ElementType.Float32);
        using var two = (VulkanTensor)new VulkanTensorOps(Device).Create(new(4, 4, 2), ElementType.Float32);
        Assert.That(() => new VulkanPicture(backend, texture), Throws.ArgumentException.With.Message.Contains("different devices"));
        Assert.That(() => new VulkanPicture(backend, tensor), Throws.ArgumentException.With.Message.Contains("different devices"));
        Assert.That(() => new VulkanPicture(backend, two), Throws.ArgumentException);
        Assert.That(() => PictureSource.FromDevice(null!, "view"), Throws.ArgumentNullException);
    }

    private static ModelFolder Folder(string model) =>
        ModelFolder.Open(model == "untrained" ? TestModel.Path : Path.Combine(GoldenPipelines.Path, "models", model));

    private static VulkanTensor Tensor(Image image)
    {
        var tensor = (VulkanTensor)new VulkanTensorOps(Device).Create(new(image.Height, image.Width, image.Channels), ElementType.Float32);
        tensor.Upload<float>(image.Pixels);
        return tensor;
    }

    private static GpuTexture Texture(Image image)
    {
        var texture = new GpuTexture(Device, image.Width, image.Height, TexelFormat.Rgba8);
        Draw(texture, image);
        return texture;
    }

    private static void Draw(GpuTexture texture, Image image)
    {
        using var images = new VulkanImageOps(Device);
        using var tensor = Tensor(image);
        images.WritePicture(texture, tensor);
    }
}
