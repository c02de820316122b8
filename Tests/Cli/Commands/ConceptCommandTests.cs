using NUnit.Framework;
using Scumble.Imaging;
using Scumble.Output;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Cli.Commands;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ConceptCommandTests : IDisposable
{
    private static readonly Staircase Scene = new(96, 72);

    private static readonly DepthConvention Convention = new() { NearMetres = 1, FarMetres = 30, IsReversed = true };

    private readonly TemporaryFolder _folder = new();

    public ConceptCommandTests()
    {
        File.WriteAllBytes(_folder["depth.png"], PngWriter.Encode(Scene.Depth(Convention), PngFormat.Data16, []));
        File.WriteAllBytes(_folder["wide.png"], PngWriter.Encode(Scene.Depth(Convention).Crop(0, 40, 96, 24), PngFormat.Data16, []));
        // Ids as levels of grey: 1 the floor, 2 the wall, 3 and more the steps.
        var ids = new Image(96, 72, 1);
        for (var i = 0; i < ids.Pixels.Length; i++) ids.Pixels[i] = Scene.Ids.Pixels[i] / 255;
        Pictures.Save(_folder["ids.png"], ids);
        Pictures.Save(_folder["edges.png"], new Image(96, 72, 1));
        Pictures.Save(_folder["small.png"], new Image(48, 36, 1));
        Pictures.Save(_folder["empty.png"], new Image(96, 72, 1));
        var (flat, inside) = (new Image(96, 72, 1), Scene.Depth(Convention with { FarMetres = 60 }));
        flat.Pixels.Fill(0.5f);
        inside.Pixels[..3000].Fill(1);
        File.WriteAllBytes(_folder["flat.png"], PngWriter.Encode(flat, PngFormat.Data16, []));
        File.WriteAllBytes(_folder["inside.png"], PngWriter.Encode(inside, PngFormat.Data16, []));
        File.WriteAllText(_folder["prompts.txt"], "1 = wet cobblestone\n\n2 = red brick\n#000003 = red brick\n77 = moss\n");
        File.WriteAllText(_folder["bad.txt"], "1 = moss\nred brick\n");
        File.WriteAllText(_folder["twice.txt"], "1 = moss\n#000001 = brick\n");
        File.WriteAllText(_folder["none.txt"], "\n");
    }

    public void Dispose() => _folder.Dispose();

    [TestCase("")]
    [TestCase("--edges edges.png --fov 60 --pitch 8 --tile-metres 1.5")]
    public async Task AModelOfSurfacesGivesEachObjectItsMaterial(string options)
    {
        var run = await RunAsync($"plain concrete --depth depth.png --ids ids.png --prompts prompts.txt --size 64x64 --steps 1 --seed 5 {options}", "--json");
        Assert.That(run.ExitCode, Is.Zero, run.Output + run.Error);
        var picture = ImageFiles.Read(_folder["out.png"]);
        var materials = run.Json.GetProperty("materials").EnumerateArray().ToDictionary(material => material.GetProperty("prompt").GetString()!, material => material.GetProperty("ids").EnumerateArray().Select(id => id.GetInt32()).Order().ToArray());
        Assert.Multiple(() =>
        {
            Assert.That((picture.Width, picture.Height, picture.Channels), Is.EqualTo((96, 72, 3)));
            Assert.That(materials.Keys, Is.EquivalentTo(new[] { "wet cobblestone", "red brick", "plain concrete" }));
            Assert.That(materials["red brick"], Is.EqualTo(new[] { 2, 3 }), "one material for two objects");
            Assert.That(run.Json.GetProperty("notes").EnumerateArray().Select(note => note.GetString()), Has.Some.Contains("(77)"));
            Assert.That(PngText.Read(_folder["out.png"]).Select(text => text.Keyword), Is.EqualTo(new[] { "scumble-concept", "Software", "XML:com.adobe.xmp" }));
        });
        var again = await RunAsync($"plain concrete --depth depth.png --ids ids.png --prompts prompts.txt --size 64x64 --steps 1 --seed 5 {options}", "--json");
        Assert.That(again.ExitCode, Is.Zero);
        Assert.That(ImageFiles.Read(_folder["out.png"]).Pixels.ToArray(), Is.EqualTo(picture.Pixels.ToArray()), "the same seed, the same picture");
    }

    [TestCase("--depth depth.png", "--ids and --prompts are missing", ExpectedResult = 2)]
    [TestCase("--depth depth.png --ids ids.png", "--prompts is missing", ExpectedResult = 2)]
    [TestCase("--depth depth.png --prompts prompts.txt", "--ids is missing", ExpectedResult = 2)]
    [TestCase("--depth nothing.png", "nothing.png", ExpectedResult = 2)]
    [TestCase("--depth empty.png --ids ids.png --prompts prompts.txt", "empty scene", ExpectedResult = 1)]
    [TestCase("--depth depth.png --ids ids.png --prompts bad.txt", "Line 2", ExpectedResult = 2)]
    [TestCase("--depth depth.png --ids ids.png --prompts twice.txt", "a second time", ExpectedResult = 2)]
    [TestCase("--depth depth.png --ids ids.png --prompts none.txt", "holds no prompts", ExpectedResult = 2)]
    [TestCase("--depth depth.png --ids ids.png --prompts prompts.txt --edges small.png", "48x36", ExpectedResult = 1)]
    [TestCase("--depth depth.png --ids ids.png --prompts prompts.txt --fov 190", "--fov", ExpectedResult = 2)]
    [TestCase("--depth depth.png --ids ids.png --prompts prompts.txt --image depth.png", "for each object", ExpectedResult = 2)]
    public async Task<int> WhatIsMissingIsSaidAndNothingIsLeft(string options, string expected)
    {
        var run = await RunAsync($"concrete --size 64x64 --steps 1 {options}");
        Assert.That(run.Error.ReplaceLineEndings(" "), Does.Contain(expected).And.Not.Contain("Unexpected"));
        Assert.That(File.Exists(_folder["out.png"]), Is.False);
        return run.ExitCode;
    }

    [TestCase("flat.png", "steers nothing")]
    [TestCase("inside.png --far 60", "inside of geometry")]
    public async Task DepthThatIsProbablyWrongIsPaintedWithANote(string depth, string expected)
    {
        var run = await RunAsync($"concrete --depth {depth} --ids ids.png --prompts prompts.txt --size 64x64 --steps 1 --seed 5", "--json");
        Assert.That(run.ExitCode, Is.Zero, run.Output + run.Error);
        Assert.That(run.Json.GetProperty("notes").EnumerateArray().Select(note => note.GetString()), Has.Some.Contains(expected));
        Assert.That(ValueRange.Of(ImageFiles.Read(_folder["out.png"])).Max, Is.Positive);
    }

    [Test]
    public async Task AModelThatKnowsThingsIsSteeredByDepthAndEdges()
    {
        using var model = new ModelCopy("sd15-controlnet").Moved("controlnet", "controlnet_depth").Moved("controlnet_1", "controlnet_edge");
        var index = File.ReadAllText(model["model_index.json"]);
        var at = index.IndexOf("\"controlnet\"", StringComparison.Ordinal);
        File.WriteAllText(model["model_index.json"], index[..at] + "\"controlnet_depth\": [\"diffusers\", \"ControlNetModel\"], \"controlnet_edge\": [\"diffusers\", \"ControlNetModel\"]}");
        var run = await RunAsync($"a village --depth wide.png --edges edges.png --scale 0.8 --steps 2 --seed 3 --model {model.Path}", "--json");
        Assert.That(run.ExitCode, Is.Zero, run.Output + run.Error);
        var picture = run.Json.GetProperty("pictures")[0];
        var request = picture.GetProperty("request");
        Assert.That(request.GetProperty("controls").EnumerateArray().Select(control => control.GetProperty("model").GetString()), Is.EqualTo(new[] { "controlnet_depth", "controlnet_edge" }));
        Assert.That(request.GetProperty("controls")[0].GetProperty("scale").GetDouble(), Is.EqualTo(0.8));
        Assert.That(request.GetProperty("width").GetDouble() / request.GetProperty("height").GetDouble(), Is.EqualTo(4), "the view's shape");
        Assert.That(request.GetProperty("controls")[1].GetProperty("fit").GetString(), Is.EqualTo("Stretch"), "all of the view is in the picture");
        var again = await ScumbleProgram.RunAsync("repeat", _folder["out.png"], "--json", "--model", model.Path);
        Assert.That(again.Json.GetProperty("identical").GetBoolean());
    }

    [Test]
    public async Task WhichControlNetReadsDepthMustBeKnown()
    {
        var model = RepositoryRoot.Combine("Tests", "Data", "Pipelines", "models", "sd15-controlnet");
        var unknown = await RunAsync($"a village --depth depth.png --steps 2 --model {model}");
        Assert.That(unknown.ExitCode, Is.EqualTo(2));
        Assert.That(unknown.Error.ReplaceLineEndings(" "), Does.Contain("controlnet_depth").And.Contain("--control NAME=depth.png"));
        var named = await RunAsync($"a village --depth depth.png --steps 2 --model {model} --control controlnet=depth.png");
        Assert.That(named.ExitCode, Is.Zero, named.Error);
    }

    private Task<ScumbleProgram> RunAsync(string line, params string[] more) => ScumbleProgram.RunAsync(
        ["concept", .. Words(line), "--out", _folder["out.png"], .. more]);

    // The prompt is all that stands before the first option.
    private IEnumerable<string> Words(string line)
    {
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        yield return string.Join(' ', words.TakeWhile(word => !word.StartsWith("--", StringComparison.Ordinal)));
        foreach (var word in words.SkipWhile(word => !word.StartsWith("--", StringComparison.Ordinal)))
            yield return !word.Contains('.', StringComparison.Ordinal) || word.Contains('/', StringComparison.Ordinal) || char.IsDigit(word[0]) ? word
                : word.Contains('=', StringComparison.Ordinal) ? word.Replace("=", $"={_folder.Path}/", StringComparison.Ordinal) : _folder[word];
    }
}
