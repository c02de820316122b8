using Scumble.Imaging;
using Scumble.Models;
using Scumble.Sharing;
using Scumble.Stages;
using Scumble.Tensors;
using Scumble.Tests.Fixtures;
using Scumble.Vulkan;

namespace Scumble.Benchmarks;

/// <summary>Concept art by full-size Stable Diffusion 1.5 with two ControlNets: a view's depth and edges are extracted on the device and steer a picture that stays there.</summary>
internal static class ConceptMeasure
{
    private static readonly DepthConvention Convention = new() { NearMetres = 0.1f, IsReversed = true };

    public static IEnumerable<Sample> Run(Setting setting)
    {
        var (width, height, runs) = setting.Provider == "cpu" ? (192, 128, 2) : (768, 512, 30);
        using var backend = SharedBackend.Create(setting.Device, setting.Provider, setting.Options);
        using var images = new VulkanImageOps(setting.Device);
        using var pipeline = TexturePipeline.OpenAsync(ModelFolder.Open(Path.Combine(setting.ModelFolder, "sd15-control")), backend).GetAwaiter().GetResult();
        using var input = new Staircase(width, height).Seen(Convention).ToInput(images);
        using var depth = new Extraction(images, Extractors.Depth, new DepthRange(1, 20).Settings);
        using var edges = new Extraction(images, Extractors.GeometryEdge);
        using var depthPlane = images.Tensors.Create(new TensorShape(height, width, 1), ElementType.Float32);
        using var edgePlane = images.Tensors.Create(depthPlane.Shape, ElementType.Float32);
        using var depthPicture = new VulkanPicture(backend, (VulkanTensor)depthPlane);
        using var edgePicture = new VulkanPicture(backend, (VulkanTensor)edgePlane);
        using var target = new GpuPicture(backend, width, height);
        var (seed, copies) = (0UL, setting.Device.HostCopies);
        foreach (var steps in new[] { 1, 4 })
        {
            var name = $"concept-{width}x{height}-{steps}-steps";
            yield return new Sample(name, "ms", Clock.Milliseconds(setting.Provider == "cpu" ? 1 : 6, runs, () => Once(steps)), "extraction, both ControlNets, network, small decoder");
            var before = copies.UploadedBytes + copies.DownloadedBytes;
            Once(steps);
            yield return new Sample($"{name}-bytes", "bytes", [copies.UploadedBytes + copies.DownloadedBytes - before], "between host and device");
        }

        void Once(int steps)
        {
            depth.Run(depthPlane, input);
            edges.Run(edgePlane, input);
            var request = new TextureRequest { Prompt = "a village at dusk", Seed = ++seed, Width = width, Height = height, Steps = steps, Guidance = 1, Tile = TileMode.None };
            var steered = SceneSteering.For(pipeline, request, PictureSource.FromDevice(depthPicture, "depth"), PictureSource.FromDevice(edgePicture, "edges"));
            foreach (var _ in pipeline.Run(steered.Request, target)) { }
            setting.Device.Commands.Synchronize();
        }
    }
}
