using NUnit.Framework;
using Scumble.Diagnostics;
using Scumble.Models;
using Scumble.Stages;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Onnx;

/// <summary>A run whose numbers are none stops and says where they come from.</summary>
public class NotFiniteTests
{
    private static readonly TextureRequest Request = new() { Prompt = "mossy cobblestone", Seed = 7, Steps = 4, Guidance = 3, Sampling = new() { Sampler = "euler" } };

    private static readonly PictureSource Edges = PictureSource.FromImage(Pictures.Noise(64, 64, 3, 3), "edges");

    [TestCase("text_encoder", 1, float.NaN, "before its first step", "text encoder", "float32")]
    [TestCase("text_encoder", 1, float.PositiveInfinity, "before its first step", "encoder_hidden_states", "float32")]
    [TestCase("unet", 1, float.NaN, "step 1 of 4", "unet", "float32")]
    [TestCase("unet", 3, float.NegativeInfinity, "step 3 of 4", "unet", "float32")]
    [TestCase("controlnet", 2, float.NaN, "step 2 of 4", "controlnet", "another ControlNet")]
    [TestCase("vae_decoder", 1, float.NaN, "after its last step", "vae_decoder", "--vae")]
    [TestCase("vae_decoder", 1, float.PositiveInfinity, "after its last step", "vae_decoder", "--vae")]
    public async Task TheFirstPartAtFaultIsNamedWithItsStep(string component, int run, float value, string where, string part, string cure)
    {
        using var model = new ModelCopy("sd15-controlnet");
        using var backend = new OverflowingBackend(component, run, value);
        using var pipeline = await TexturePipeline.OpenAsync(ModelFolder.Open(model.Path), backend);
        var request = Request with { Controls = [new ControlRequest { Model = "controlnet", Image = Edges }] };
        var error = Assert.ThrowsAsync<ScumbleException>(async () => await pipeline.GenerateAsync(request))!;
        Assert.That(error.Message, Does.Contain(where).And.Contain(part).And.Contain("not finite"));
        Assert.That(error.Hint, Does.Contain(cure));
    }

    [Test]
    public async Task ThePictureToStartFromIsLookedAt()
    {
        using var model = new ModelCopy("sd15");
        using var backend = new OverflowingBackend("vae_encoder", 1, float.NaN);
        using var pipeline = await TexturePipeline.OpenAsync(ModelFolder.Open(model.Path), backend);
        var error = Assert.ThrowsAsync<ScumbleException>(async () => await pipeline.GenerateAsync(Request with { Start = new() { Image = Edges } }))!;
        Assert.That(error.Message, Does.Contain("vae_encoder").And.Contain("before its first step"));
        Assert.That((await pipeline.GenerateAsync(Request with { Seed = 1 })).Image.Width, Is.Positive, "The pipeline stays usable.");
    }

    [Test]
    public async Task PullingStopsAtTheStepToo()
    {
        using var model = new ModelCopy("sd15");
        using var backend = new OverflowingBackend("unet", 2, float.NaN);
        using var pipeline = await TexturePipeline.OpenAsync(ModelFolder.Open(model.Path), backend);
        var steps = 0;
        var error = Assert.Throws<ScumbleException>(() =>
        {
            foreach (var step in pipeline.Run(Request)) steps = step.StepsDone;
        })!;
        Assert.That((steps, error.Message.Contains("step 2 of 4", StringComparison.Ordinal)), Is.EqualTo((1, true)));
    }
}
