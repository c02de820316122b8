using NUnit.Framework;
using Scumble.Imaging;
using Scumble.Models;
using Scumble.Onnx;
using Scumble.Stages;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Onnx;

/// <summary>A folder whose scheduler is of a class that few models have runs with that class's own sampler, from noise and from a picture.</summary>
public class SchedulerClassesTests
{
    private static readonly TextureRequest Request = new() { Prompt = "moss", Seed = 1, Steps = 4, Width = 64, Height = 64, Tile = TileMode.None };

    [Test]
    public async Task ItsOwnSamplerRuns(
        [Values("IPNDMScheduler", "KarrasVeScheduler", "SASolverScheduler", "SCMScheduler")] string className, [Values] bool fromPicture)
    {
        var result = await Generate($$"""{"_class_name":"{{className}}"}""",
            fromPicture ? Request with { Start = new() { Image = PictureSource.FromImage(Pictures.Noise(64, 64, 3, 1), "start"), Strength = 0.6 } } : Request);
        Assert.Multiple(() =>
        {
            Assert.That(result.Image.Pixels.ToArray(), Has.All.InRange(0f, 1f));
            Assert.That(result.Image.Pixels.ToArray().Distinct().Count(), Is.GreaterThan(100));
            Assert.That(result.Warnings, Has.None.Contains(className));
        });
    }

    [Test]
    public async Task FreshNoiseIsAPathOrDrawnAnew()
    {
        const string config = """{"_class_name":"EulerAncestralDiscreteScheduler","beta_schedule":"scaled_linear","beta_start":0.00085,"beta_end":0.012}""";
        var pictures = new List<float[]>();
        foreach (var isPath in new bool?[] { null, false, true })
            pictures.Add((await Generate(config, Request with { Sampling = new() { BrownianNoise = isPath } })).Image.Pixels.ToArray());
        Assert.That(pictures[1], Is.EqualTo(pictures[0]));
        Assert.That(pictures[2], Is.Not.EqualTo(pictures[0]));
        var still = await Generate(config, Request with { Sampling = new() { Sampler = "euler", BrownianNoise = true } });
        Assert.That(still.Warnings, Has.Some.Contains("Brownian"));
    }

    // Stable Diffusion XL reads zeros where there is no negative prompt.
    [Test]
    public async Task AnEmptyNegativePromptForAnEncoderIsEncoded()
    {
        using var backend = OnnxBackend.Create("cpu");
        using var pipeline = await TexturePipeline.OpenAsync(ModelFolder.Open(Path.Combine(GoldenPipelines.Path, "models", "sdxl")), backend);
        var guided = Request with { Guidance = 5 };
        var zeros = await pipeline.GenerateAsync(guided);
        var empty = await pipeline.GenerateAsync(guided with { Text = new() { EncoderNegativePrompts = [""] } });
        var blank = await pipeline.GenerateAsync(guided with { Text = new() { EncoderNegativePrompts = [" "] } });
        Assert.That(empty.Image.Pixels.ToArray(), Is.Not.EqualTo(zeros.Image.Pixels.ToArray()));
        Assert.That(empty.Image.Pixels.ToArray(), Is.EqualTo(blank.Image.Pixels.ToArray())); // the same tokens: none
    }

    private static async Task<TextureResult> Generate(string config, TextureRequest request)
    {
        using var copy = new ModelCopy("sd15");
        File.WriteAllText(copy["scheduler/scheduler_config.json"], config);
        using var backend = OnnxBackend.Create("cpu");
        using var pipeline = await TexturePipeline.OpenAsync(ModelFolder.Open(copy.Path), backend);
        return await pipeline.GenerateAsync(request);
    }
}
