using System.Numerics;
using Scumble.Imaging;
using Scumble.Tensors;
using Scumble.Tests.Fixtures;
using Scumble.Vulkan;

namespace Scumble.Benchmarks;

/// <summary>Control pictures of a renderer's images of 1920x1080, on the device where they lie: the device's time for each frame, of frames that follow each other, and host bytes.</summary>
internal static class ExtractionMeasure
{
    private static readonly DepthConvention Convention = new() { NearMetres = 0.1f, IsReversed = true };

    public static IEnumerable<Sample> Run(Setting setting)
    {
        var (width, height, frames) = setting.Provider == "cpu" ? (192, 108, 3) : (1920, 1080, 100);
        var device = setting.Device;
        var scene = new Staircase(width, height);
        var camera = scene.Seen(Convention).Camera;
        using var images = new VulkanImageOps(device);
        using var depth = Drawn(device, images, scene.Depth(Convention));
        using var colour = Drawn(device, images, scene.Colour);
        using var normal = Drawn(device, images, scene.Normal);
        using var depthImage = Lent(device, depth);
        using var colourImage = Lent(device, colour);
        using var normalImage = Lent(device, normal);
        using var view = new VulkanSceneView(images) { Depth = depthImage, Colour = colourImage, Normal = normalImage, Convention = Convention };
        var input = view.Read(camera);
        yield return Timed("scene-read-1080p", () => view.Read(camera), "depth, colour and normals brought to the camera's space");

        // Those that the images feed; a fixed range of depth, as frames that must agree have it.
        var targets = new List<IDisposable>();
        var works = new Dictionary<string, Action>();
        foreach (var extractor in Extractors.All.Where(extractor => extractor != Extractors.Segmentation))
        {
            var extraction = new Extraction(images, extractor, extractor == Extractors.Depth ? new DepthRange(1, 20).Settings : null);
            var target = images.Tensors.Create(new TensorShape(height, width, extractor.Channels), ElementType.Float32);
            targets.AddRange([extraction, target]);
            works.Add(extractor.Id, () => extraction.Run(target, input));
        }
        foreach (var (id, work) in works) yield return Timed($"scene-extraction-1080p-{id}", work, null);
        var copies = device.HostCopies;
        var before = copies.UploadedBytes + copies.DownloadedBytes;
        yield return Timed("scene-extraction-1080p", () =>
        {
            view.Read(camera);
            works[Extractors.Depth.Id]();
            works[Extractors.GeometryEdge.Id]();
        }, "reading, depth and edges of the geometry: what steers a frame");
        yield return new Sample("scene-extraction-1080p-bytes", "bytes", [copies.UploadedBytes + copies.DownloadedBytes - before], "between host and device, all frames");

        // A frame's picture carried into the next.
        using var history = new ViewHistory(images, width, height);
        history.See(input, camera);
        history.Keep(input.Photograph!);
        var moved = new Staircase(width, height, new Vector3(0.02f, 2, -0.04f)).Seen(Convention).Camera;
        yield return Timed("scene-carried-1080p", () =>
        {
            history.See(input, moved);
            history.Blend(input.Photograph!, 0.5f);
        }, "the picture before, carried along and blended in");
        device.Commands.Synchronize();
        foreach (var target in targets) target.Dispose();

        Sample Timed(string name, Action work, string? note)
        {
            for (var i = 0; i < 3; i++) work();
            device.Commands.Synchronize();
            return new Sample(name, "ms", Clock.Throughput(10, frames, () =>
            {
                work();
                device.Commands.Submit();
            }, device.Commands.Synchronize), note);
        }
    }

    // As a renderer's shaders leave it in a target of half floats.
    private static GpuTexture Drawn(VulkanDevice device, VulkanImageOps images, Image image)
    {
        var texture = new GpuTexture(device, image.Width, image.Height, TexelFormat.Rgba16Float);
        var colours = new Image(image.Width, image.Height, 3);
        for (var i = 0; i < colours.Pixels.Length; i++) colours.Pixels[i] = image.Pixels[i / 3 * image.Channels + (image.Channels == 3 ? i % 3 : 0)];
        using var tensor = colours.Upload(images.Tensors);
        images.WritePicture(texture, tensor);
        device.Commands.Submit();
        return texture;
    }

    private static RendererImage Lent(VulkanDevice device, GpuTexture texture)
    {
        var handover = texture.HandOver(device.QueueFamily);
        return new RendererImage(device, handover.Image, handover.ViewFormat, texture.Width, texture.Height, handover.Layout, isDepth: false);
    }
}
