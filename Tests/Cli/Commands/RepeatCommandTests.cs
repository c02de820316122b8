using NUnit.Framework;
using Scumble.Imaging;
using Scumble.Output;
using Scumble.Stages;
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
        var guidance = request.GetProperty("guidance");
        Assert.Multiple(() =>
        {
            Assert.That(run.Json.GetProperty("identical").GetBoolean(), Is.True);
            Assert.That(request.GetProperty("sampling").GetProperty("eta").GetDouble(), Is.EqualTo(0.6));
            Assert.That(guidance.GetProperty("end").GetDouble(), Is.EqualTo(2));
            Assert.That(guidance.GetProperty("curve").GetString(), Is.EqualTo("Cosine"));
            Assert.That(guidance.GetProperty("interval").GetProperty("min").GetDouble(), Is.EqualTo(0.6));
            Assert.That(guidance.GetProperty("rescale").GetDouble(), Is.EqualTo(0.7));
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

    [Test]
    public async Task PicturesAreFoundByNameAndContent()
    {
        using var elsewhere = new TemporaryFolder();
        string[] model = ["--model", RepositoryRoot.Combine("Tests", "Data", "Pipelines", "models", "sd15-controlnet")];
        Pictures.Save(elsewhere["edges.png"], Pictures.Noise(64, 64, 3, 2));
        await Generate(["--control", $"controlnet={elsewhere["edges.png"]}", .. model]);
        var recipe = Recipe.Read(_folder["moss.png"]).Request;
        var missing = await ScumbleProgram.RunAsync(["repeat", _folder["moss.png"], .. model]);
        Pictures.Save(_folder["edges.png"], Pictures.Noise(64, 64, 3, 3));
        var changed = await ScumbleProgram.RunAsync(["repeat", _folder["moss.png"], .. model]);
        var found = await ScumbleProgram.RunAsync(["repeat", _folder["moss.png"], "--inputs", elsewhere.Path, "--json", .. model]);
        Assert.Multiple(() =>
        {
            Assert.That(recipe, Does.Contain("sha256").And.Contain("edges.png").And.Not.Contain(elsewhere.Path));
            Assert.That(missing.ExitCode, Is.EqualTo(1));
            Assert.That(missing.Error, Does.Contain("no picture 'edges.png'").And.Contain("--inputs"));
            Assert.That(changed.ExitCode, Is.EqualTo(1));
            Assert.That(changed.Error.ReplaceLineEndings(" "), Does.Contain("is not the one").And.Contain("--inputs"));
            Assert.That(found.ExitCode, Is.Zero, found.Output + found.Error);
            Assert.That(found.Json.GetProperty("identity").GetString(), Is.EqualTo(Recipe.Read(_folder["moss.png"]).Identity));
        });
    }

    [Test]
    public async Task WhatARendererShowedCannotBeRepeated()
    {
        var shown = Pictures.Noise(32, 32, 3, 1);
        var request = new TextureRequest { Prompt = "moss", Seed = 1, Start = new() { Image = PictureSource.FromDevice(new HostPicture(shown), "view") } };
        MaterialWriter.Write(_folder["moss.png"], shown, null, new Recipe(request.ToJson(), "any", "0.1.0"), withMaps: false);
        var run = await ScumbleProgram.RunAsync(["repeat", _folder["moss.png"]]);
        Assert.That(run.ExitCode, Is.EqualTo(1));
        Assert.That(run.Error.ReplaceLineEndings(" "), Does.Contain("'view'").And.Contain("cannot be repeated"));
    }

    // Made by version 0.1.0 when requests were flat and pictures were paths: /tmp/oldpng/start.png and edges.png.
    [Test]
    public async Task PicturesOfOlderVersionsAreRepeated()
    {
        Pictures.Save(_folder["start.png"], Pictures.Noise(64, 64, 3, 1));
        Pictures.Save(_folder["edges.png"], Pictures.Noise(64, 64, 3, 2));
        File.Copy(RepositoryRoot.Combine("Tests", "Data", "Recipes", "flat.png"), _folder["flat.png"]);
        var run = await ScumbleProgram.RunAsync("repeat", _folder["flat.png"], "--json", "--model", RepositoryRoot.Combine("Tests", "Data", "Pipelines", "models", "sd15-controlnet"));
        var request = run.Json.GetProperty("request");
        Assert.Multiple(() =>
        {
            // Other processors give other last bits.
            Assert.That(run.Json.TryGetProperty("identical", out _), run.Output + run.Error);
            Assert.That(request.GetProperty("sampling").GetProperty("sampler").GetString(), Is.EqualTo("ddim"));
            Assert.That(request.GetProperty("start").GetProperty("image").GetProperty("name").GetString(), Is.EqualTo("start.png"));
            Assert.That(request.GetProperty("start").GetProperty("strength").GetDouble(), Is.EqualTo(0.7));
            Assert.That(request.GetProperty("controls")[0].GetProperty("scale").GetDouble(), Is.EqualTo(0.5));
        });
    }

    private async Task Generate(params string[] options)
    {
        var run = await ScumbleProgram.RunAsync(
            ["generate", "moss", "--out", _folder["moss.png"], "--size", "64x64", "--steps", "2", "--seed", "11", .. options]);
        Assert.That(run.ExitCode, Is.Zero, run.Error);
    }
}
