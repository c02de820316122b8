using NUnit.Framework;
using Scumble.Diagnostics;
using Scumble.Imaging;
using Scumble.Tensors;
using Scumble.Tests.Fixtures;
using Scumble.Vulkan;
using Silk.NET.Vulkan;

namespace Scumble.Tests.Vulkan.Images;

public class GpuTextureTests
{
    private VulkanTensorOps _ops = null!;
    private VulkanImageOps _images = null!;

    private static VulkanDevice Device => TestDevice.Shared;

    [SetUp]
    public void SetUp() => (_ops, _images) = (new VulkanTensorOps(Device), new VulkanImageOps(Device));

    [TearDown]
    public void TearDown()
    {
        _images.Dispose();
        TestDevice.AssertNoMessages();
    }

    [Test]
    public void ItIsHandedOverAndWrittenAgain()
    {
        using var texture = new GpuTexture(Device, 13, 9, TexelFormat.Rgba8Srgb);
        for (var round = 0; round < 3; round++)
        {
            Write(texture, round);
            var handover = texture.HandOver(Device.QueueFamily);
            Assert.Multiple(() =>
            {
                Assert.That(handover.Image, Is.Not.Zero);
                Assert.That(handover.View, Is.Not.Zero);
                Assert.That((Format)handover.ViewFormat, Is.EqualTo(Format.R8G8B8A8Srgb));
                Assert.That((ImageLayout)handover.Layout, Is.EqualTo(ImageLayout.ShaderReadOnlyOptimal));
                Assert.That(handover.LevelCount, Is.EqualTo(4));
                Assert.That(handover.NeedsAcquire, Is.False);
            });
            Device.Commands.Synchronize();
            Assert.That(handover.Ready.HasPassed);
            Assert.That(() => texture.Download(0), Throws.InvalidOperationException);

            // It can still be sampled, by us as by the renderer.
            using var picture = (VulkanTensor)_ops.Create(new(9, 13, 3), ElementType.Float32);
            _images.ReadPicture(picture, texture);
            var values = new float[9 * 13 * 3];
            picture.Download<float>(values);
            Assert.That(values, Is.EqualTo(Pictures.Noise(13, 9, 3, round).Pixels.ToArray()).Within(0.5f / 255 + 1e-6f));
        }
    }

    [Test]
    public void AnotherOwnerMustAcquireIt()
    {
        using var texture = new GpuTexture(Device, 8, 8, TexelFormat.Rgba16Float);
        Write(texture, 1);
        var handover = texture.HandOver(Vk.QueueFamilyExternal);
        Assert.That((handover.NeedsAcquire, handover.QueueFamily), Is.EqualTo((true, Vk.QueueFamilyExternal)));
        using var picture = _ops.Create(new(8, 8, 3), ElementType.Float32);
        Assert.That(() => _images.ReadPicture(picture, texture), Throws.InvalidOperationException);
        Assert.That(() => texture.HandOver(Device.QueueFamily), Throws.InstanceOf<ArgumentException>());
        Write(texture, 2);
        Assert.That(texture.Download(0), Has.Length.EqualTo(8 * 8 * 8), "writing takes it back");
    }

    [Test]
    public void ALargeLevelComesBackInParts()
    {
        // 20 MiB, a row and a half of 16 MiB parts.
        var picture = new Scumble.Imaging.Image(1024, 5 * 1024, 1);
        for (var y = 0; y < picture.Height; y++) picture.Row(y).Fill(y % 251 / 255f);
        using var texture = new GpuTexture(Device, picture.Width, picture.Height, TexelFormat.Rgba8);
        using var tensor = (VulkanTensor)_ops.Create(new(picture.Height, picture.Width, 1), ElementType.Float32);
        tensor.Upload<float>(picture.Pixels);
        _images.WritePicture(texture, tensor);
        Assert.That(texture.Download(0).AsSpan().SequenceEqual(Texels.Encode(picture, TexelFormat.Rgba8)));
    }

    [Test]
    public void ADisposedTextureIsRefused()
    {
        var texture = new GpuTexture(Device, 4, 4, TexelFormat.Rgba8);
        using var picture = _ops.Create(new(4, 4, 3), ElementType.Float32);
        Write(texture, 1);
        texture.Dispose();
        texture.Dispose();
        Assert.Multiple(() =>
        {
            Assert.That(() => _images.WritePicture(texture, picture), Throws.TypeOf<ObjectDisposedException>());
            Assert.That(() => _images.ReadPicture(picture, texture), Throws.TypeOf<ObjectDisposedException>());
            Assert.That(() => texture.HandOver(Device.QueueFamily), Throws.TypeOf<ObjectDisposedException>());
            Assert.That(() => texture.Download(0), Throws.TypeOf<ObjectDisposedException>());
        });
    }

    [Test]
    public void PlanesComeBackAsTheyWent()
    {
        using var texture = new GpuTexture(Device, 7, 5, TexelFormat.Rgba16Float);
        using var planes = (VulkanTensor)_ops.Create(new(1, 3, 5, 7), ElementType.Float32);
        using var back = (VulkanTensor)_ops.Create(new(1, 3, 5, 7), ElementType.Float32);
        var values = Array.ConvertAll(Pictures.Noise(7, 5, 3, 1).Pixels.ToArray(), v => (2 * v) - 1);
        planes.Upload<float>(values);
        _images.WritePlanes(texture, planes, 0, 3);
        _images.ReadPlanes(back, texture);
        var read = new float[values.Length];
        back.Download<float>(read);
        Assert.That(read, Is.EqualTo(values).Within(1e-3f));
    }

    [Test]
    public void WhatCannotBeIsRefused()
    {
        using var texture = new GpuTexture(Device, 4, 4, TexelFormat.Rgba8);
        using var small = _ops.Create(new(3, 4, 3), ElementType.Float32);
        using var two = _ops.Create(new(4, 4, 2), ElementType.Float32);
        using var planes = _ops.Create(new(1, 3, 4, 4), ElementType.Float32);
        using var host = new CpuTensor<float>(new(4, 4, 3));
        Assert.Multiple(() =>
        {
            Assert.That(() => texture.HandOver(0), Throws.InvalidOperationException);
            Assert.That(() => texture.Download(0), Throws.InvalidOperationException);
            Assert.That(() => _images.BuildLevels(texture, MipFilter.Linear), Throws.InvalidOperationException);
            Assert.That(() => _images.WritePicture(texture, small), Throws.ArgumentException);
            Assert.That(() => _images.WritePicture(texture, two), Throws.ArgumentException);
            Assert.That(() => _images.WritePicture(texture, host), Throws.ArgumentException);
            Assert.That(() => _images.WritePlanes(texture, planes, 1, 3), Throws.ArgumentException);
            Assert.That(() => _images.GaussianBlur(small, small, 1, TileMode.None), Throws.ArgumentException);
            Assert.That(() => _images.GaussianBlur(small, small, 0, TileMode.None), Throws.InstanceOf<ArgumentOutOfRangeException>());
            Assert.That(() => new GpuTexture(Device, 1 << 20, 4, TexelFormat.Rgba8), Throws.TypeOf<ScumbleException>().With.Message.Contains("1048576x4"));
            Assert.That(() => _ops.Create(new(1 << 15, 1 << 15), ElementType.Float32), Throws.TypeOf<ScumbleException>().With.Message.Contains("see at most"));
        });
    }

    [Test]
    public void ARenderersDepthBecomesDistance()
    {
        using var depth = new RendererDepth(Device, 6, 4, 0.25f);
        using var image = new RendererImage(Device, depth.Image.Handle, (uint)Format.D32Sfloat, 6, 4, (uint)ImageLayout.ShaderReadOnlyOptimal, isDepth: true);
        using var picture = (VulkanTensor)_ops.Create(new(4, 6, 1), ElementType.Float32);
        using var metres = (VulkanTensor)_ops.Create(new(4, 6, 1), ElementType.Float32);
        _images.ReadPicture(picture, image);
        _images.LinearDepth(metres, picture, new DepthConvention { NearMetres = 0.5f, IsReversed = true }, inverse: false);
        var values = new float[24];
        metres.Download<float>(values);
        Assert.That(values, Is.All.EqualTo(2f).Within(1e-6));
    }

    private void Write(GpuTexture texture, int seed)
    {
        using var tensor = (VulkanTensor)_ops.Create(new(texture.Height, texture.Width, 3), ElementType.Float32);
        tensor.Upload<float>(Pictures.Noise(texture.Width, texture.Height, 3, seed).Pixels);
        _images.WritePicture(texture, tensor);
        _images.BuildLevels(texture, texture.Format == TexelFormat.Rgba8Srgb ? MipFilter.Srgb : MipFilter.Linear);
    }
}
