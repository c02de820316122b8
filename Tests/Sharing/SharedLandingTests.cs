using NUnit.Framework;
using Scumble.Imaging;
using Scumble.Models;
using Scumble.Nodes;
using Scumble.Sharing;
using Scumble.Stages;
using Scumble.Tests.Fixtures;
using Scumble.Tests.Vulkan;
using Scumble.Vulkan;

namespace Scumble.Tests.Sharing;

/// <summary>A graph whose generations and pictures share a device.</summary>
public class SharedLandingTests
{
    private const int Edge = 128;

    private static TextureGraph Graph => Seeded(3);

    private static TextureGraph Seeded(int seed) => new GraphBuilder(Edge, Edge).Node("g", "generate", $$"""{"width": {{Edge}}, "height": {{Edge}}, "steps": 2, "prompt": "moss", "seed": {{seed}}}""").Node("hsl", "hsl", """{"hue": 0.2}""")
        .Node("blur", "blur").Node("out", "output").Wire("g.picture hsl.input", "hsl.output blur.input", "blur.output out.input").Graph;

    [TearDown]
    public void NoMessages() => TestDevice.AssertNoMessages();

    [TestCase(SharingWay.Imported)]
    [TestCase(SharingWay.Mapped)]
    [TestCase(SharingWay.Staged)]
    [TestCase(SharingWay.Beside)]
    [TestCase(SharingWay.RealCuda)]
    public async Task TheGraphIsWhatItIsOnTheHost(string way)
    {
        using var shared = new SharingWay(way);
        using var pipeline = await TexturePipeline.OpenAsync(ModelFolder.Open(TestModel.Path), shared.Backend);
        using var images = new VulkanImageOps(shared.Device);
        using var landing = new SharedLanding(shared.Backend);
        using var runner = new GraphRunner(images, new OneModel(pipeline), landing: landing);
        using var host = new GraphRunner(new CpuImageOps(), new OneModel(pipeline));
        var graph = Graph;
        var expected = (await graph.GenerateAsync(host))["out"].Picture.Pixels.ToArray();
        var actual = (await graph.GenerateAsync(runner))["out"].Picture.Pixels.ToArray();
        Assert.That(actual, Is.EqualTo(expected).Within(1e-4f));
    }

    // Beside what the generation itself sends (noise, words), only the nodes' programs go to the device; what comes back are single rows, by which the runner knows that a node is done.
    [TestCase(SharingWay.Imported)]
    [TestCase(SharingWay.Mapped)]
    public async Task NothingPassesThroughTheHostBetweenGenerationAndPictures(string way)
    {
        const long Picture = 4L * 3 * Edge * Edge;
        using var shared = new SharingWay(way);
        using var pipeline = await TexturePipeline.OpenAsync(ModelFolder.Open(TestModel.Path), shared.Backend);
        using var images = new VulkanImageOps(shared.Device);
        using var landing = new SharedLanding(shared.Backend);
        using var material = new GpuMaterial(shared.Backend, Edge, Edge, pipeline.Layout);
        var request = new TextureRequest { Prompt = "moss", Seed = 3, Width = Edge, Height = Edge, Steps = 2, Tile = TileMode.XY };
        await pipeline.GenerateAsync(request, material); // fills what is kept
        var alone = await CountAsync(() => pipeline.GenerateAsync(request, material));
        using var runner = new GraphRunner(images, new OneModel(pipeline), landing: landing);
        await runner.RunAsync(Seeded(4), new() { Nodes = ["blur"] }); // likewise
        var here = await CountAsync(() => runner.RunAsync(Graph, new() { Nodes = ["blur"] }));
        using var through = new GraphRunner(images, new OneModel(pipeline));
        var passing = await CountAsync(() => through.RunAsync(Graph, new() { Nodes = ["blur"] }));
        Assert.Multiple(() =>
        {
            Assert.That(here.Uploaded - alone.Uploaded, Is.LessThan(Picture / 16));
            Assert.That(here.Downloaded - alone.Downloaded, Is.InRange(1, Picture / 16));
            Assert.That(passing.Uploaded - alone.Uploaded, Is.GreaterThanOrEqualTo(Picture), "through host memory it would be counted");
        });

        async Task<(long Uploaded, long Downloaded)> CountAsync(Func<Task> work)
        {
            var copies = shared.Device.HostCopies;
            var before = (copies.UploadedBytes, copies.DownloadedBytes);
            await work();
            return (copies.UploadedBytes - before.UploadedBytes, copies.DownloadedBytes - before.DownloadedBytes);
        }
    }
}
