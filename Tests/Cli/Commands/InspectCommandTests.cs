using NUnit.Framework;
using Scumble.Imaging;
using Scumble.Output;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Cli.Commands;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class InspectCommandTests : IDisposable
{
    private const int ScreenInLines = 40;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Test]
    public async Task AModelIsExplainedInOneScreen()
    {
        var run = await ScumbleProgram.RunAsync("inspect", TestModel.Path);
        Assert.Multiple(() =>
        {
            Assert.That(run.ExitCode, Is.Zero, run.Error);
            Assert.That(run.Output.Split('\n'), Has.Length.LessThanOrEqualTo(ScreenInLines));
            Assert.That(run.Output, Does.Contain("unet").And.Contain("vae_decoder").And.Contain("ScumbleMaterialPipeline"));
        });
    }

    [Test]
    public async Task WhatTheSchedulersFileSaysInVainIsTold()
    {
        var model = TestModel.CopyWith(_folder["odd"], "scheduler/scheduler_config.json",
            bytes => [.. "{\"use_magic\": true, "u8, .. bytes.AsSpan().TrimStart((byte)'{')]);
        var (people, programs) = (await ScumbleProgram.RunAsync("inspect", model), await ScumbleProgram.RunAsync("inspect", model, "--json"));
        var generated = await ScumbleProgram.RunAsync("generate", "moss", "--out", _folder["a.png"], "--size", "64x64", "--steps", "1", "--model", model, "--json");
        var scheduler = programs.Json.GetProperty("scheduler");
        Assert.Multiple(() =>
        {
            Assert.That(people.Output, Does.Contain("ignored use_magic").And.Contain("RectifiedFlow, predicts Flow"));
            Assert.That(scheduler.GetProperty("unknownKeys")[0].GetString(), Is.EqualTo("use_magic"));
            Assert.That(scheduler.GetProperty("class").GetString(), Is.EqualTo("FlowMatchEulerDiscreteScheduler"));
            Assert.That(generated.Json.GetProperty("pictures")[0].GetProperty("warnings")[0].GetString(), Does.Contain("use_magic"));
        });
    }

    [Test, Platform("Linux")]
    public async Task WhatCannotBeReadIsAmongTheProblems()
    {
        var model = TestModel.CopyWith(_folder["odd"], "unet/model.onnx", null);
        File.CreateSymbolicLink(Path.Combine(model, "unet", "model.onnx"), "/dev/zero");
        File.CreateSymbolicLink(Path.Combine(model, "vae_decoder", "weights.bin"), "nowhere");
        File.CreateSymbolicLink(Path.Combine(model, "vae_encoder", "circle"), "circle");
        Directory.CreateSymbolicLink(Path.Combine(model, "text_encoder", "up"), model);
        var (people, programs) = (await ScumbleProgram.RunAsync("inspect", model), await ScumbleProgram.RunAsync("inspect", model, "--json"));
        Assert.Multiple(() =>
        {
            Assert.That((people.ExitCode, programs.ExitCode), Is.EqualTo((1, 1)), people.Error);
            Assert.That(people.Output, Does.Contain("no regular file").And.Contain("hash    not known"));
            Assert.That(programs.Json.GetProperty("problems").EnumerateArray().Select(problem => problem.GetProperty("message").GetString()),
                Has.Some.Contains("no regular file").And.Some.Contains("cannot be read"));
            Assert.That(people.Error + programs.Error, Does.Not.Contain("   at "));
        });
    }

    [Test]
    public async Task ARecipesTextStaysText()
    {
        var recipe = new Recipe("""{"prompt":"moss\u001b[2Jidentity  forged\nmodel forged","seed":7}""", new string('a', 64), "0.1.0\u001b[1A".Replace("\\u001b", "\u001b", StringComparison.Ordinal));
        File.WriteAllBytes(_folder["moss.png"], PngWriter.Encode(new Image(8, 8, 3), PngFormat.Colour, recipe.ToTexts()));
        var run = await ScumbleProgram.RunAsync("inspect", _folder["moss.png"]);
        Assert.That(run.Output + run.Error, Does.Not.Contain("\u001b"));
        Assert.That(run.Output, Does.Contain("\\u001b[2J").And.Contain("forged\\u000amodel"));
    }

    [Test]
    public async Task APictureTellsItsRecipe()
    {
        var recipe = new Recipe("""{"prompt":"moss","seed":7,"guidance":{"scale":2}}""", new string('a', 64), "0.1.0", Identity: new string('b', 64));
        File.WriteAllBytes(_folder["moss.png"], PngWriter.Encode(new Image(8, 16, 3), PngFormat.Colour, recipe.ToTexts()));
        var (people, programs) = (await ScumbleProgram.RunAsync("inspect", _folder["moss.png"]), await ScumbleProgram.RunAsync("inspect", _folder["moss.png"], "--json"));
        Assert.Multiple(() =>
        {
            Assert.That(people.ExitCode, Is.Zero, people.Error);
            Assert.That(people.Output, Does.Contain("8x16").And.Contain("moss").And.Contain("guidance.scale").And.Contain("identity").And.Contain("trainedAlgorithmicMedia"));
            Assert.That(people.Output.Split('\n'), Has.Length.LessThanOrEqualTo(ScreenInLines));
            Assert.That(programs.Json.GetProperty("request").GetProperty("seed").GetInt32(), Is.EqualTo(7));
            Assert.That(programs.Json.GetProperty("identity").GetString(), Is.EqualTo(new string('b', 64)));
            Assert.That(programs.Json.GetProperty("markedAsGenerated").GetBoolean(), Is.True);
        });
    }

    [TestCase("nowhere", "no model folder")]
    [TestCase(".", "model_index.json")]
    public async Task WhatCannotBeExplainedFails(string name, string expected)
    {
        var run = await ScumbleProgram.RunAsync("inspect", _folder[name]);
        Assert.That(run.ExitCode, Is.EqualTo(1));
        Assert.That(run.Error, Does.Contain(expected));
    }

    [Test]
    public async Task ACutPictureFails()
    {
        var recipe = new Recipe("""{"prompt":"moss"}""", new string('a', 64), "0.1.0");
        var bytes = PngWriter.Encode(new Image(8, 16, 3), PngFormat.Colour, recipe.ToTexts());
        File.WriteAllBytes(_folder["cut.png"], bytes[..(bytes.Length - 20)]);
        var run = await ScumbleProgram.RunAsync("inspect", _folder["cut.png"]);
        Assert.That(run.ExitCode, Is.EqualTo(1));
        Assert.That(run.Error, Does.Contain("cut.png").And.Not.Contain("Unexpected"));
    }
}
