using System.Runtime.InteropServices;
using NUnit.Framework;
using Scumble.Diagnostics;
using Scumble.Imaging;
using Scumble.Tensors;
using Scumble.Tests.Fixtures;
using Scumble.Vulkan;
using Silk.NET.Vulkan;
using Image = Scumble.Imaging.Image;

namespace Scumble.Tests.Vulkan.Images;

/// <summary>A scene in a renderer's images, beside the same from host memory.</summary>
public class VulkanSceneViewTests
{
    private const int Width = 80, Height = 60;

    private static readonly Staircase Scene = new(Width, Height);

    private static readonly DepthConvention Reversed = new() { NearMetres = 0.1f, IsReversed = true };

    private readonly List<IDisposable> _alive = [];

    private VulkanImageOps _ops = null!;

    private static VulkanDevice Device => TestDevice.Shared;

    [SetUp]
    public void SetUp() => _ops = new VulkanImageOps(Device);

    [TearDown]
    public void TearDown()
    {
        Device.Commands.Synchronize();
        _alive.Reverse();
        _alive.ForEach(one => one.Dispose());
        _alive.Clear();
        _ops.Dispose();
        TestDevice.AssertNoMessages();
    }

    [TestCase(Format.D32Sfloat, 5e-6f)]
    [TestCase(Format.D16Unorm, 2e-3f)]
    public void EveryExtractorSeesWhatItSeesInHostMemory(Format format, float tolerance)
    {
        var convention = format == Format.D16Unorm ? Reversed with { NearMetres = 1 } : Reversed;
        using var view = View(convention, format);
        using var expected = (Scene.Seen(convention) with { Colour = Rounded(Scene.Colour), Normal = Rounded(Scene.Normal) }).ToInput(new CpuImageOps());
        var input = view.Read(Scene.Seen(convention).Camera);
        Assert.That(input.Has, Is.EqualTo(expected.Has));
        Assert.That(input.Rays, Is.EqualTo(expected.Rays));
        foreach (var (found, host) in new[] { (input.Depth, expected.Depth), (input.Normal, expected.Normal), (input.Photograph, expected.Photograph), (input.Ids, expected.Ids) })
            Assert.That(Down(found!).Pixels.ToArray(), Is.EqualTo(CpuImageOps.ToImage(host!).Pixels.ToArray()).Within(tolerance));
        if (format != Format.D32Sfloat) return;
        foreach (var extractor in Extractors.All)
            Assert.That(Extraction.Of(_ops, extractor, input).Pixels.ToArray(), Is.EqualTo(Extraction.Of(new CpuImageOps(), extractor, expected).Pixels.ToArray()).Within(2e-5f), extractor.Id);
    }

    [Test]
    public void NoByteOfAFramePassesTheHost()
    {
        using var view = View(Reversed, Format.D32Sfloat);
        var camera = Scene.Seen(Reversed).Camera;
        var (up, down) = (Device.HostCopies.UploadedBytes, Device.HostCopies.DownloadedBytes);
        foreach (var extractor in Extractors.All)
        {
            var extraction = Keep(new Extraction(_ops, extractor, extractor.Id == "depth" ? new DepthRange(2, 20).Settings : null));
            var target = Keep(_ops.Tensors.Create(new(Height, Width, extractor.Channels), ElementType.Float32));
            for (var frame = 0; frame < 2; frame++) extraction.Run(target, view.Read(camera));
        }
        Device.Commands.Synchronize();
        Assert.That((Device.HostCopies.UploadedBytes - up, Device.HostCopies.DownloadedBytes - down), Is.EqualTo((0, 0)));
    }

    [Test]
    public void AViewportIsCut()
    {
        using var view = View(Reversed, Format.D32Sfloat, new CropWindow(10, 20, 40, 30));
        using var expected = (Scene.Seen(Reversed) with { Viewport = new(10, 20, 40, 30) }).ToInput(new CpuImageOps());
        var input = view.Read(Scene.Seen(Reversed).Camera);
        Assert.That(Down(input.Depth!).Pixels.ToArray(), Is.EqualTo(CpuImageOps.ToImage(expected.Depth!).Pixels.ToArray()).Within(1e-6f));
        Assert.That(Down(input.Ids!).Pixels.ToArray(), Is.EqualTo(CpuImageOps.ToImage(expected.Ids!).Pixels.ToArray()));
        using var beyond = View(Reversed, Format.D32Sfloat, new CropWindow(50, 20, 40, 30));
        Assert.That(() => beyond.Read(Scene.Seen(Reversed).Camera), Throws.ArgumentException.With.Message.Contains("not inside"));
    }

    [TestCase(Format.D32Sfloat, 0.25f, 1)]
    [TestCase(Format.D16Unorm, 0.25f, 1)]
    [TestCase(Format.R8G8B8A8Unorm, 0.6f, 3)]
    public void OfSamplesTheFirstIsRead(Format format, float value, int channels)
    {
        var image = Keep(Keep(new RendererPicture(Device, 20, 10, format, [], samples: 4, clear: value)).Lend());
        var picture = Keep(_ops.Tensors.Create(new(10, 20, channels), ElementType.Float32));
        _ops.ReadPicture(picture, image);
        Assert.That(Down(picture).Pixels.ToArray(), Is.All.EqualTo(value).Within(1e-5f));
    }

    [Test]
    public void WhatDoesNotFitIsRefused()
    {
        var depth = Picture(Format.D32Sfloat, new byte[4 * 4 * 4], 4, 4);
        var ids = Picture(Format.R32Uint, new byte[4 * 4 * 4], 4, 4);
        var colour = Picture(Format.R8G8B8A8Unorm, new byte[4 * 4 * 4], 4, 4);
        var large = Picture(Format.R8G8B8A8Unorm, new byte[4 * 8 * 8], 8, 8);
        var camera = Scene.Seen(Reversed).Camera;
        Assert.Multiple(() =>
        {
            Refused(new(_ops) { Depth = depth, Convention = Reversed, Ids = colour }, "whole numbers");
            Refused(new(_ops) { Depth = depth, Convention = Reversed, Normal = ids }, "normals");
            Refused(new(_ops) { Depth = depth, Convention = Reversed, Colour = large }, "8x8");
            Refused(new(_ops) { Depth = depth, Convention = Reversed with { IsReversed = false } }, "reversed");
            Assert.That(() => new RendererImage(Device, 1, (uint)Format.S8Uint, 4, 4, 5, isDepth: true), Throws.ArgumentException.With.Message.Contains("holds no depth"));
            Assert.That(() => new RendererImage(Device, 1, (uint)Format.R8G8B8A8Unorm, 4, 4, 5, isDepth: true), Throws.ArgumentException.With.Message.Contains("holds no depth"));
            Assert.That(() => new RendererImage(Device, 1, (uint)Format.D32Sfloat, 4, 4, 5, isDepth: false), Throws.ArgumentException.With.Message.Contains("holds no colour"));
            Assert.That(() => new RendererImage(Device, 1, (uint)Format.R32Uint, 4, 4, 5, isDepth: false, samples: 4), Throws.ArgumentException.With.Message.Contains("resolve"));
        });

        void Refused(VulkanSceneView view, string words)
        {
            using (view) Assert.That(() => view.Read(camera), Throws.ArgumentException.With.Message.Contains(words));
        }
    }

    [Test]
    public void WhoLooksIsTold()
    {
        using var view = View(Reversed, Format.D32Sfloat);
        Assert.That(view.Inspect, Throws.InvalidOperationException);
        view.Read(Scene.Seen(Reversed).Camera);
        Assert.That(view.Inspect(), Is.Empty);
        var empty = Picture(Format.D32Sfloat, new byte[4 * Width * Height], Width, Height);
        using var nothing = new VulkanSceneView(_ops) { Depth = empty, Convention = Reversed };
        nothing.Read(Scene.Seen(Reversed).Camera);
        Assert.That(nothing.Inspect, Throws.TypeOf<ScumbleException>().With.Message.Contains("empty scene"));
    }

    private VulkanSceneView View(DepthConvention convention, Format format, CropWindow? viewport = null)
    {
        var depth = Scene.Depth(convention).Pixels.ToArray();
        var bytes = format == Format.D16Unorm ? MemoryMarshal.AsBytes<ushort>(depth.Select(value => (ushort)Math.Round(value * 65535)).ToArray()) : MemoryMarshal.AsBytes<float>(depth);
        return new VulkanSceneView(_ops)
        {
            Depth = Picture(format, bytes, Width, Height),
            Convention = convention,
            Viewport = viewport,
            Colour = Picture(Format.R8G8B8A8Unorm, Texels.Encode(Scene.Colour, TexelFormat.Rgba8), Width, Height),
            Normal = Picture(Format.R8G8B8A8Unorm, Texels.Encode(Scene.Normal, TexelFormat.Rgba8), Width, Height),
            Ids = Picture(Format.R32Uint, MemoryMarshal.AsBytes<uint>(Scene.Ids.Pixels.ToArray().Select(id => (uint)id).ToArray()), Width, Height),
        };
    }

    private RendererImage Picture(Format format, ReadOnlySpan<byte> bytes, int width, int height) =>
        Keep(Keep(new RendererPicture(Device, width, height, format, bytes)).Lend());

    private Image Down(Tensor tensor) => Image.Download(_ops.Tensors, tensor);

    private static Image Rounded(Image image) => Texels.Decode(Texels.Encode(image, TexelFormat.Rgba8), image.Width, image.Height, 3, TexelFormat.Rgba8);

    private T Keep<T>(T one) where T : IDisposable
    {
        _alive.Add(one);
        return one;
    }
}
