using NUnit.Framework;
using Scumble.Imaging;
using Scumble.Sharing;
using Scumble.Tensors;
using Scumble.Tests.Contracts;
using Scumble.Tests.Vulkan;
using Scumble.Vulkan;

namespace Scumble.Tests.Sharing;

/// <summary>Pictures in Vulkan memory, in every way of sharing: textures, a renderer's images, and what verbs made.</summary>
[TestFixtureSource(nameof(Ways))]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[Platform(Exclude = "Win", Reason = "file descriptors")]
public sealed class VulkanPictureTests(string way, string kind) : PictureContract, IDisposable
{
    private readonly SharingWay _way = new(way);
    private readonly Stack<IDisposable> _owned = [];

    private static IEnumerable<object[]> Ways =>
        from way in SharingWay.All
        from kind in new[] { "texture", "image", "tensor" }
        where kind == "tensor" || way is SharingWay.Imported or SharingWay.Staged or SharingWay.Beside
        select new object[] { way, kind };

    private VulkanDevice Device => _way.Device;

    protected override ITensorOps Ops => _way.Backend.Ops;

    protected override IPicture Create(Image image) => Keep(kind switch
    {
        "texture" => new VulkanPicture(_way.Backend, Texture(image)),
        "image" => new VulkanPicture(_way.Backend, RendererImage(Texture(image)), isGrey: image.Channels == 1),
        _ => new VulkanPicture(_way.Backend, Tensor(image)),
    });

    [TearDown]
    public void NoMessages() => TestDevice.AssertNoMessages();

    public void Dispose()
    {
        while (_owned.TryPop(out var owned)) owned.Dispose();
        _way.Dispose();
    }

    [Test]
    public void WhatPassesThroughTheHostIsCounted()
    {
        var picture = Create(Bytes(11, 8, 3));
        using var planes = Ops.Create(new(1, 3, 24, 20), ElementType.Float32);
        var (up, down) = (Device.HostCopies.UploadedBytes, Device.HostCopies.DownloadedBytes);
        picture.Write(Ops, planes, new(2, 3, 16, 16), 2, -1);
        Device.Commands.Synchronize();
        Assert.That((Device.HostCopies.UploadedBytes - up, Device.HostCopies.DownloadedBytes - down), Is.EqualTo((0, SharingWay.PassesTheHost(way) ? planes.SizeInBytes : 0)));
    }

    [Test]
    public void OneLandingServesAllGenerations()
    {
        var picture = Create(Bytes(11, 8, 3));
        var expected = Write(picture, 3, 20, 24, new(2, 3, 16, 16), 2, -1);
        for (var i = 0; i < 3; i++) Assert.That(Write(picture, 3, 20, 24, new(2, 3, 16, 16), 2, -1), Is.EqualTo(expected));
        if (_way.Fake is { } fake) Assert.That(fake.Cuda.Calls.Count(call => call == "cuImportExternalMemory"), Is.EqualTo(1));
    }

    [Test]
    public void ADisposedPictureIsRefused()
    {
        var picture = Create(Bytes(4, 4, 3));
        using var planes = Ops.Create(new(1, 3, 4, 4), ElementType.Float32);
        ((IDisposable)picture).Dispose();
        Assert.That(() => picture.Write(Ops, planes, new(0, 0, 4, 4), 1, 0), Throws.TypeOf<ObjectDisposedException>());
    }

    [Test]
    public void PlanesOfOtherOpsAreRefused()
    {
        using var planes = new CpuTensor<float>(new(1, 3, 4, 4));
        Assert.That(() => Create(Bytes(4, 4, 3)).Write(new CpuTensorOps(), planes, new(0, 0, 4, 4), 1, 0), Throws.ArgumentException.With.Message.Contains("another backend"));
    }

    private GpuTexture Texture(Image image)
    {
        using var images = new VulkanImageOps(Device);
        var texture = Keep(new GpuTexture(Device, image.Width, image.Height, TexelFormat.Rgba8));
        images.WritePicture(texture, Tensor(image));
        return texture;
    }

    // As a renderer sees it.
    private RendererImage RendererImage(GpuTexture texture)
    {
        var handover = texture.HandOver(Device.QueueFamily);
        return Keep(new RendererImage(Device, handover.Image, handover.Format, texture.Width, texture.Height, handover.Layout, isDepth: false));
    }

    private VulkanTensor Tensor(Image image)
    {
        var tensor = Keep((VulkanTensor)new VulkanTensorOps(Device).Create(new(image.Height, image.Width, image.Channels), ElementType.Float32));
        tensor.Upload<float>(image.Pixels);
        return tensor;
    }

    private T Keep<T>(T owned) where T : IDisposable
    {
        _owned.Push(owned);
        return owned;
    }
}
