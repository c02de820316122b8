using NUnit.Framework;
using Scumble.Imaging;
using Scumble.Output;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Cli.Commands;

/// <summary>Models of plain pictures on the command line: the tiny models with recorded runs.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class GeneratePictureTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public GeneratePictureTests()
    {
        Write("start.png", Pictures.Noise(64, 64, 3, 1));
        Write("edges.png", Pictures.Noise(64, 64, 3, 2));
        var mask = new Image(64, 64, 1);
        mask.Pixels[..(64 * 32)].Fill(1);
        Write("mask.png", mask);
    }

    public void Dispose() => _folder.Dispose();

    private static string Model(string name) => RepositoryRoot.Combine("Tests", "Data", "Pipelines", "models", name);

    [TestCase("sd15", "")]
    [TestCase("sd15", "--image start.png --strength 0.5")]
    [TestCase("sd15", "--image start.png --mask mask.png")]
    [TestCase("sd15-inpaint", "--image start.png --mask mask.png")]
    [TestCase("sd15-controlnet", "--control controlnet=edges.png --control 1=edges.png:0.5:0:0.6")]
    [TestCase("sdxl", "--refiner sdxl-refiner")]
    [TestCase("sdxl", "--memory 2MB")]
    [TestCase("lcm", "--vae taesd")]
    [TestCase("sd3", "")]
    [TestCase("flux-schnell", "--size 64x64")]
    [TestCase("dit", "--class 7")]
    [TestCase("cm", "")]
    [TestCase("cascade-pixel", "")]
    public async Task EveryKindMakesAPictureThatCanBeRepeated(string model, string options)
    {
        string[] words = [.. options.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Resolve)];
        string[] models = ["--model", Model(model), .. words.SkipWhile(word => word is not ("--refiner" or "--memory" or "--vae"))];
        var run = await ScumbleProgram.RunAsync(["generate", "mossy stone", "--out", _folder["a.png"], "--steps", "3", "--seed", "7", "--json", "--model", Model(model), .. words]);
        Assert.That(run.ExitCode, Is.Zero, run.Output + run.Error);
        Assert.That(ImageFiles.Read(_folder["a.png"]).Channels, Is.EqualTo(3));
        Assert.That(run.Json.GetProperty("pictures")[0].GetProperty("peakMemoryInBytes").GetProperty("denoise").GetInt64(), Is.Positive);
        var again = await ScumbleProgram.RunAsync(["repeat", _folder["a.png"], "--json", .. models]);
        Assert.That(again.ExitCode, Is.Zero, again.Output + again.Error);
        Assert.That(again.Json.GetProperty("identical").GetBoolean());
    }

    [Test]
    public async Task MapsOfAPlainPictureAreRefused()
    {
        var run = await ScumbleProgram.RunAsync("generate", "moss", "--out", _folder["a.png"], "--maps", "--model", Model("sd15"));
        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(run.Error, Does.Contain("no material maps"));
        Assert.That(File.Exists(_folder["a.png"]), Is.False);
    }

    [TestCase("sd15", "--control controlnet=edges.png", "cannot be steered")]
    [TestCase("sd15-inpaint", "", "masked")]
    [TestCase("taesd", "", "--vae")]
    [TestCase("sd15-controlnet", "--control nowhere=edges.png", "nowhere")]
    public async Task WhatAModelCannotDoIsSaid(string model, string options, string expected)
    {
        string[] words = [.. options.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Resolve)];
        var run = await ScumbleProgram.RunAsync(["generate", "moss", "--out", _folder["a.png"], "--steps", "2", "--model", Model(model), .. words]);
        Assert.That(run.ExitCode, Is.Not.Zero);
        Assert.That(run.Error, Does.Contain(expected).And.Not.Contain("Unexpected"));
        Assert.That(File.Exists(_folder["a.png"]), Is.False);
    }

    private string Resolve(string word) =>
        word.StartsWith("--", StringComparison.Ordinal) ? word
        : word is "sdxl-refiner" or "taesd" ? Model(word)
        : word.Contains(".png", StringComparison.Ordinal) ? word.Contains('=', StringComparison.Ordinal) ? word.Replace("=", $"={_folder.Path}/", StringComparison.Ordinal) : _folder[word]
        : word;

    private void Write(string name, Image image) => File.WriteAllBytes(_folder[name], PngWriter.Encode(image, image.Channels == 1 ? PngFormat.Data : PngFormat.Colour, []));
}
