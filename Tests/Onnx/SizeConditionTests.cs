using NUnit.Framework;
using Scumble.Families;
using Scumble.Models;
using Scumble.Stages;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Onnx;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class SizeConditionTests : IDisposable
{
    private static readonly TextureRequest Request = new() { Prompt = "moss", NegativePrompt = "snow", Seed = 7, Steps = 1, Guidance = 2, Width = 64, Height = 96 };

    private static readonly SizeCondition Size = new() { OriginalWidth = 640, OriginalHeight = 480, CropLeft = 3, CropTop = 4 };

    private readonly CountingBackend _backend = new();

    public void Dispose() => _backend.Dispose();

    // Height before scaling, width, top, left, height after scaling, width: for the negative prompt, then for the prompt.
    [Test]
    public async Task TheNegativePromptIsToldItsOwn()
    {
        Assert.That(await ToldAsync(Request), Is.EqualTo(new[] { 96, 64, 0, 0, 96, 64, 96, 64, 0, 0, 96, 64 }));
        Assert.That(await ToldAsync(Request with { SizeCondition = Size }), Is.EqualTo(new[] { 480, 640, 4, 3, 96, 64, 480, 640, 4, 3, 96, 64 }), "the same by default");
        var negative = new SizeCondition { OriginalWidth = 256, CropTop = 0, CropLeft = 9, TargetHeight = 512 };
        Assert.That(await ToldAsync(Request with { SizeCondition = Size, NegativeSizeCondition = negative }),
            Is.EqualTo(new[] { 480, 256, 0, 9, 512, 64, 480, 640, 4, 3, 96, 64 }));
    }

    [Test]
    public async Task OtherModelsSayThatItHasNoEffect()
    {
        using var pipeline = await OpenAsync("sd15");
        var result = await pipeline.GenerateAsync(Request with { NegativeSizeCondition = Size });
        Assert.That(result.Warnings, Has.Some.Contains("size condition"));
    }

    private async Task<float[]> ToldAsync(TextureRequest request)
    {
        using var pipeline = await OpenAsync("sdxl");
        await pipeline.GenerateAsync(request);
        return _backend.Taken["unet/time_ids"];
    }

    private Task<TexturePipeline> OpenAsync(string model) =>
        TexturePipeline.OpenAsync(ModelFolder.Open(RepositoryRoot.Combine("Tests", "Data", "Pipelines", "models", model)), _backend);
}
