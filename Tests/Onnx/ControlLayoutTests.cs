using NUnit.Framework;
using Scumble.Models;
using Scumble.Stages;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Onnx;

public class ControlLayoutTests
{
    private static readonly TextureRequest Request = new() { Prompt = "mossy cobblestone", Seed = 7, Steps = 2, Guidance = 5 };

    private static readonly PictureSource Edges = PictureSource.FromImage(Pictures.Noise(64, 64, 3, 3), "edges");

    // OnnxStack: "controlnet" is the U-Net that takes residuals, beside a plain one; ControlNets lie elsewhere.
    [Test]
    public async Task OneNetworkServesWithAndWithoutControl()
    {
        using var usual = new ModelCopy("sd15-controlnet");
        using var stack = new ModelCopy("sd15-controlnet");
        using var elsewhere = new TemporaryFolder();
        Directory.Move(stack["controlnet"], elsewhere["canny"]);
        stack.Without("controlnet_1").Moved("unet", "controlnet");
        Directory.CreateDirectory(stack["unet"]);
        File.Copy(Path.Combine(RepositoryRoot.Combine("Tests", "Data", "Pipelines", "models"), "sd15", "unet", "model.onnx"), stack["unet/model.onnx"]);

        using var expectedBackend = new CountingBackend();
        using var expected = await TexturePipeline.OpenAsync(ModelFolder.Open(usual.Path), expectedBackend);
        using var backend = new CountingBackend();
        using var pipeline = await TexturePipeline.OpenAsync(ModelFolder.Open(stack.Path), backend);

        foreach (var (model, ours) in new[] { ("controlnet", elsewhere["canny"]), ("controlnet", elsewhere["canny/model.onnx"]) })
        {
            var recorded = await expected.GenerateAsync(Request with { Controls = [new ControlRequest { Model = model, Image = Edges, Scale = 0.7 }] });
            var found = await pipeline.GenerateAsync(Request with { Controls = [new ControlRequest { Model = ours, Image = Edges, Scale = 0.7 }] });
            Assert.That(found.Image.Pixels.SequenceEqual(recorded.Image.Pixels));
        }
        var (plain, without) = (await expected.GenerateAsync(Request), await pipeline.GenerateAsync(Request));
        Assert.That(without.Image.Pixels.SequenceEqual(plain.Image.Pixels));
        Assert.That(backend.Open.Select(graph => graph.Path), Has.None.Contains("unet").And.Some.Contains("controlnet"));
    }

    [Test]
    public async Task ControlThatNeverActsChangesNothing()
    {
        using var copy = new ModelCopy("sd15-controlnet");
        using var backend = new CountingBackend();
        using var pipeline = await TexturePipeline.OpenAsync(ModelFolder.Open(copy.Path), backend);
        var control = new ControlRequest { Model = "controlnet", Image = Edges };
        var plain = await pipeline.GenerateAsync(Request);
        var silent = await pipeline.GenerateAsync(Request with { Controls = [control with { Scale = 0 }] });
        var loud = await pipeline.GenerateAsync(Request with { Controls = [control] });
        var after = await pipeline.GenerateAsync(Request);
        Assert.That(silent.Image.Pixels.SequenceEqual(plain.Image.Pixels));
        Assert.That(loud.Image.Pixels.SequenceEqual(plain.Image.Pixels), Is.False);
        Assert.That(after.Image.Pixels.SequenceEqual(plain.Image.Pixels), "no residual is left behind");
    }

    // The reference counts its timesteps, of which each is one call: seven for four steps of Heun's method, five for PLMS.
    [TestCase("EulerDiscreteScheduler", 0, 0.5, ExpectedResult = "CCuu")]
    [TestCase("HeunDiscreteScheduler", 0, 0.5, ExpectedResult = "CCCuuuu")]
    [TestCase("HeunDiscreteScheduler", 0.4, 1, ExpectedResult = "uuuCCCC")]
    [TestCase("PNDMScheduler", 0, 0.5, ExpectedResult = "CCuuu")]
    [TestCase("PNDMScheduler", 0.2, 0.9, ExpectedResult = "uCCCu")]
    public async Task<string> ASpanIsAShareOfTheCalls(string scheduler, double start, double end)
    {
        using var copy = new ModelCopy("sd15-controlnet");
        File.WriteAllText(copy["scheduler/scheduler_config.json"],
            $$"""{"_class_name":"{{scheduler}}","beta_schedule":"scaled_linear","beta_start":0.00085,"beta_end":0.012,"steps_offset":1,"skip_prk_steps":true}""");
        using var backend = new CountingBackend();
        using var pipeline = await TexturePipeline.OpenAsync(ModelFolder.Open(copy.Path), backend);
        var control = new ControlRequest { Model = "controlnet", Image = Edges, Start = start, End = end };
        await pipeline.GenerateAsync(Request with { Steps = 4, Controls = [control] });
        return string.Concat(backend.Runs.Where(name => name is "controlnet" or "unet").Select(name => name[0])).Replace("cu", "C", StringComparison.Ordinal);
    }
}
