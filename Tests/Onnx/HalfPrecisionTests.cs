using NUnit.Framework;
using Scumble.Imaging;
using Scumble.Models;
using Scumble.Stages;
using Scumble.Tensors;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Onnx;

/// <summary>Graphs in half precision, alone and beside others in single, make the same pictures to about a half's eleven bits.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class HalfPrecisionTests : IDisposable
{
    // Steps of 2^-11 in weights and ports, through a few layers and steps; another seed's picture differs by ten times as much in the mean.
    private const float Mean = 2e-3f, Worst = 2e-2f;

    private static readonly TextureRequest Request = new() { Prompt = "mossy cobblestone", NegativePrompt = "blurry", Seed = 7, Steps = 3, Guidance = 3, Tile = TileMode.None };

    private static readonly PictureSource Start = PictureSource.FromImage(Pictures.Noise(64, 64, 3, 3), "start");

    private readonly CountingBackend _backend = new();

    public void Dispose() => _backend.Dispose();

    [TestCase("sd15", "text_encoder")]
    [TestCase("sd15", "unet")]
    [TestCase("sd15", "vae_encoder")]
    [TestCase("sd15", "vae_decoder")]
    [TestCase("sd15", "text_encoder", "unet")]
    [TestCase("sd15", "text_encoder", "unet", "vae_encoder", "vae_decoder")]
    [TestCase("sdxl", "text_encoder", "text_encoder_2", "unet")]
    [TestCase("sd3", "text_encoder", "text_encoder_3", "transformer", "vae_decoder")]
    public async Task APictureStaysTheSame(string model, params string[] halves)
    {
        var request = model == "sd15" ? Request with { Start = new() { Image = Start, Strength = 0.7 } } : Request;
        await CompareAsync(model, halves, request);
    }

    [TestCase("unet")]
    [TestCase("controlnet")]
    [TestCase("unet", "controlnet", "controlnet_1", "text_encoder")]
    public async Task ControlNetsSteerAcrossPrecisions(params string[] halves) => await CompareAsync("sd15-controlnet", halves, Request with
    {
        Controls = [new ControlRequest { Model = "controlnet", Image = Start, Scale = 0.8 }, new ControlRequest { Model = "controlnet_1", Image = Start, Scale = 0.4 }],
    });

    private async Task CompareAsync(string model, string[] halves, TextureRequest request)
    {
        using var copy = new ModelCopy(model);
        var single = await GenerateAsync(copy, request);
        var other = await GenerateAsync(copy, request with { Seed = 8 });
        foreach (var name in halves) HalfPrecision.Convert(copy[$"{name}/model.onnx"]);
        var folder = ModelFolder.Open(copy.Path);
        foreach (var header in halves.Select(name => folder.Require(name).Header))
            Assert.That(header.Inputs.Concat(header.Outputs).Select(port => port.ElementType), Has.Some.EqualTo(ElementType.Float16).And.None.EqualTo(ElementType.Float32), header.Path);

        var half = await GenerateAsync(copy, request);
        var (mean, worst) = Difference(single, half);
        Assert.That((mean, worst), Is.Not.EqualTo((0f, 0f)), "something was rounded");
        Assert.That(mean, Is.LessThan(Mean), $"in the mean; another seed differs by {Difference(single, other).Mean}");
        Assert.That(worst, Is.LessThan(Worst), "anywhere");
        Assert.That(Difference(single, other).Mean, Is.GreaterThan(10 * Mean), "a picture of another seed is another one");
    }

    private async Task<float[]> GenerateAsync(ModelCopy copy, TextureRequest request)
    {
        using var pipeline = await TexturePipeline.OpenAsync(ModelFolder.Open(copy.Path), _backend);
        return (await pipeline.GenerateAsync(request)).Image.Pixels.ToArray();
    }

    private static (float Mean, float Worst) Difference(float[] a, float[] b)
    {
        float[] differences = [.. a.Zip(b, (x, y) => Math.Abs(x - y))];
        return (differences.Average(), differences.Max());
    }
}
