using NUnit.Framework;
using Scumble.Imaging;
using Scumble.Models;
using Scumble.Stages;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Onnx;

/// <summary>ControlNets stay bound from one run to the next, and nothing of the run before stays with them.</summary>
public class BoundControlTests
{
    private static readonly TextureRequest Request =
        new() { Prompt = "mossy cobblestone", NegativePrompt = "blurry", Seed = 7, Steps = 2, Guidance = 3, Width = 64, Height = 32, Tile = TileMode.None };

    [Test]
    public async Task AnotherPictureBindsNothing()
    {
        using var backend = new CountingBackend();
        var folder = ModelFolder.Open(Path.Combine(GoldenPipelines.Path, "models", "sd15-controlnet"));
        await AnotherPictureBindsNothing(folder, backend, "controlnet");
        Assert.That(backend.Bindings.Count(name => name == "controlnet"), Is.EqualTo(2), "one for each pipeline");
    }

    [Test]
    public async Task AnotherPictureBindsNothingToATransformersControlNet()
    {
        using var backend = new CountingBackend();
        using var steered = new SteeredTransformer();
        var network = steered.ControlNet(SteeredTransformer.Weights(1));
        await AnotherPictureBindsNothing(ModelFolder.Open(steered.Model.Path), backend, network);
        Assert.That(backend.Bindings.Count(name => name == Path.GetFileName(network)), Is.EqualTo(4), "one for each row and pipeline");
    }

    [Test]
    public async Task ControlNetsThatStayKeepTheirBindingsAmongOthers()
    {
        using var backend = new CountingBackend();
        using var pipeline = await TexturePipeline.OpenAsync(ModelFolder.Open(Path.Combine(GoldenPipelines.Path, "models", "sd15-controlnet")), backend);
        foreach (var names in new string[][] { ["controlnet", "controlnet_1"], ["controlnet_1"], ["controlnet_1", "controlnet"] })
            await pipeline.GenerateAsync(Request with { Controls = [.. names.Select(name => Control(name, 1))] });
        Assert.That((Count("controlnet_1"), Count("controlnet")), Is.EqualTo((1, 2)));

        int Count(string network) => backend.Bindings.Count(name => name == network);
    }

    private static async Task AnotherPictureBindsNothing(ModelFolder folder, CountingBackend backend, string network)
    {
        var request = Request with { Controls = [Control(network, 2)] };
        using var pipeline = await TexturePipeline.OpenAsync(folder, backend);
        var first = await pipeline.GenerateAsync(Request with { Controls = [Control(network, 1)] });
        var bound = backend.Bindings.Where(name => name != "vae_encoder").ToArray();
        var second = await pipeline.GenerateAsync(request);
        Assert.That(backend.Bindings.Where(name => name != "vae_encoder"), Is.EqualTo(bound));
        Assert.That(second.Image.Pixels.ToArray(), Is.Not.EqualTo(first.Image.Pixels.ToArray()));

        using var fresh = await TexturePipeline.OpenAsync(folder, backend);
        var expected = await fresh.GenerateAsync(request);
        Assert.That(second.Image.Pixels.ToArray(), Is.EqualTo(expected.Image.Pixels.ToArray()));
    }

    private static ControlRequest Control(string network, int seed) => new() { Model = network, Image = PictureSource.FromImage(Pictures.Noise(64, 32, 3, seed), "control") };
}
