using NUnit.Framework;
using Scumble.Imaging;
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
    [TestCase("sd15-controlnet", "--control canny@controlnet_1=start.png:0.5:0:0.7 --control controlnet=edges.png:0.8")]
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
        Assert.That(run.Json.GetProperty("pictures")[0].GetProperty("request").GetProperty("tile").GetString(), Is.EqualTo("None"), "what the model was made for");
        Assert.That(run.Json.GetProperty("pictures")[0].GetProperty("peakMemoryInBytes").GetProperty("denoise").GetInt64(), Is.Positive);
        var again = await ScumbleProgram.RunAsync(["repeat", _folder["a.png"], "--json", .. models]);
        Assert.That(again.ExitCode, Is.Zero, again.Output + again.Error);
        Assert.That(again.Json.GetProperty("identical").GetBoolean());
    }

    [TestCase("sd15", "--refiner sdxl-refiner", "has no refiner", ExpectedResult = 2)]
    [TestCase("sdxl", "--refiner sd15", "'sdxl-refiner'", ExpectedResult = 2)]
    [TestCase("sd3", "--vae taesd", "16", ExpectedResult = 1)]
    [TestCase("sd15", "--class 3", "knows no classes", ExpectedResult = 2)]
    [TestCase("dit", "--class 3000", "from 0 to 999", ExpectedResult = 2)]
    [TestCase("sd15", "--mask mask.png", "no picture that it belongs to", ExpectedResult = 2)]
    [TestCase("sd15", "--clip-skip 1", "no hidden states", ExpectedResult = 2)]
    [TestCase("sd15", "--memory 1KB", "1.0 KB", ExpectedResult = 1)]
    [TestCase("sd15-controlnet", "--control canny=edges.png", "controlnet, controlnet_1", ExpectedResult = 2)]
    [TestCase("sd15-controlnet", "--control cany@controlnet=edges.png", "cany@controlnet", ExpectedResult = 2)]
    [TestCase("sd15-controlnet", "--control controlnet=edges.png:strong", "NAME=FILE", ExpectedResult = 2)]
    [TestCase("sd15-controlnet", "--control controlnet=edges.png:-1", "NAME=FILE", ExpectedResult = 2)]
    [TestCase("sd15-controlnet", "--control controlnet=edges.png:0.5:0.2", "NAME=FILE", ExpectedResult = 2)]
    [TestCase("sd15-controlnet", "--control controlnet=edges.png:0.5:0.8:0.2", "above the start", ExpectedResult = 2)]
    [TestCase("sd15-controlnet", "--control text_encoder=edges.png", "is no ControlNet", ExpectedResult = 1)]
    [TestCase("sd15", "--control controlnet=edges.png", "cannot be steered", ExpectedResult = 2)]
    [TestCase("sd15-inpaint", "", "masked", ExpectedResult = 2)]
    [TestCase("taesd", "", "--vae", ExpectedResult = 2)]
    public async Task<int> WhatAModelCannotDoIsSaid(string model, string options, string expected)
    {
        var run = await ScumbleProgram.RunAsync(["generate", "moss", "--out", _folder["a.png"], "--steps", "2", "--model", Model(model), .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Resolve)]);
        Assert.That(run.Error.ReplaceLineEndings(" "), Does.Contain(expected).And.Not.Contain("Unexpected"));
        Assert.That(File.Exists(_folder["a.png"]), Is.False);
        return run.ExitCode;
    }

    [Test]
    public async Task MapsOfAPlainPictureAreRefused()
    {
        var run = await ScumbleProgram.RunAsync("generate", "moss", "--out", _folder["a.png"], "--maps", "--model", Model("sd15"));
        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(run.Error, Does.Contain("no material maps"));
        Assert.That(File.Exists(_folder["a.png"]), Is.False);
    }

    private string Resolve(string word) =>
        word.StartsWith("--", StringComparison.Ordinal) ? word
        : word is "sdxl-refiner" or "taesd" or "sd15" ? Model(word)
        : word.Contains(".png", StringComparison.Ordinal) ? word.Contains('=', StringComparison.Ordinal) ? word.Replace("=", $"={_folder.Path}/", StringComparison.Ordinal) : _folder[word]
        : word;

    private void Write(string name, Image image) => Pictures.Save(_folder[name], image);
}
