using NUnit.Framework;
using Scumble.Imaging;
using Scumble.Output;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Cli.Commands;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class RepeatCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TestCase("moss.png")]
    [TestCase("moss.height.png")]
    public async Task PixelsAreTheSame(string file)
    {
        await Generate("--maps");
        var run = await ScumbleProgram.RunAsync("repeat", _folder[file], "--out", _folder["again.png"], "--maps", "--json");
        Assert.Multiple(() =>
        {
            Assert.That(run.ExitCode, Is.Zero, run.Output);
            Assert.That(run.Json.GetProperty("identical").GetBoolean(), Is.True);
            Assert.That(File.ReadAllBytes(_folder["again.height.png"]), Is.EqualTo(File.ReadAllBytes(_folder["moss.height.png"])));
            Assert.That(File.ReadAllBytes(_folder["again.png"]), Is.EqualTo(File.ReadAllBytes(_folder["moss.png"])));
        });
    }

    [Test]
    public async Task GuidanceAndFreshNoiseAreRepeated()
    {
        await Generate("--sampler", "ddim", "--eta", "0.6", "--guidance", "4", "--guidance-end", "2", "--guidance-curve", "cosine",
            "--guidance-interval", "0.6:1", "--guidance-rescale", "0.7", "--negative", "snow");
        var run = await ScumbleProgram.RunAsync("repeat", _folder["moss.png"], "--json");
        var request = run.Json.GetProperty("request");
        Assert.Multiple(() =>
        {
            Assert.That(run.Json.GetProperty("identical").GetBoolean(), Is.True);
            Assert.That(request.GetProperty("eta").GetDouble(), Is.EqualTo(0.6));
            Assert.That(request.GetProperty("guidanceEnd").GetDouble(), Is.EqualTo(2));
            Assert.That(request.GetProperty("guidanceCurve").GetString(), Is.EqualTo("Cosine"));
            Assert.That(request.GetProperty("guidanceInterval").GetProperty("min").GetDouble(), Is.EqualTo(0.6));
            Assert.That(request.GetProperty("guidanceRescale").GetDouble(), Is.EqualTo(0.7));
            Assert.That(run.Json.GetProperty("warnings").GetArrayLength(), Is.Zero);
        });
    }

    [Test]
    public async Task ADefaultNameStandsBeside()
    {
        await Generate();
        var run = await ScumbleProgram.RunAsync("repeat", _folder["moss.png"]);
        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(run.Output, Does.Contain("every pixel"));
        Assert.That(_folder.Files, Is.EqualTo(new[] { "moss-repeat.png", "moss.png" }));
    }

    [Test]
    public async Task AChangedPictureIsTold()
    {
        await Generate();
        var image = ImageFiles.Read(_folder["moss.png"]);
        image[0, 0] = 1 - image[0, 0];
        var texts = PngText.Read(_folder["moss.png"]);
        File.WriteAllBytes(_folder["moss.png"], PngWriter.Encode(image, PngFormat.Colour, texts));
        var run = await ScumbleProgram.RunAsync("repeat", _folder["moss.png"]);
        Assert.That(run.ExitCode, Is.EqualTo(1));
        Assert.That(run.Error, Does.Contain("differ"));
    }

    [Test]
    public async Task AnotherModelIsRefused()
    {
        await Generate();
        using var models = new TemporaryFolder();
        var other = TestModel.CopyWith(models["other"], "scheduler/scheduler_config.json", bytes => [.. bytes, (byte)'\n']);
        var run = await ScumbleProgram.RunAsync("repeat", _folder["moss.png"], "--model", other);
        Assert.That(run.ExitCode, Is.EqualTo(1));
        Assert.That(run.Error, Does.Contain("cannot be repeated").And.Contain("--model"));
        Assert.That(_folder.Files, Is.EqualTo(new[] { "moss.png" }));
    }

    [Test]
    public async Task APictureWithoutRecipeIsRefused()
    {
        File.WriteAllBytes(_folder["plain.png"], PngWriter.Encode(new Image(8, 8, 3), PngFormat.Colour, []));
        var run = await ScumbleProgram.RunAsync("repeat", _folder["plain.png"]);
        Assert.That(run.ExitCode, Is.EqualTo(1));
        Assert.That(run.Error, Does.Contain("no recipe"));
    }

    private async Task Generate(params string[] options)
    {
        var run = await ScumbleProgram.RunAsync(
            ["generate", "moss", "--out", _folder["moss.png"], "--size", "64x64", "--steps", "2", "--seed", "11", .. options]);
        Assert.That(run.ExitCode, Is.Zero, run.Error);
    }
}
