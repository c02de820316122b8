using System.Net;
using System.Text.Json;
using NUnit.Framework;
using Scumble.Imaging;
using Scumble.Output;
using Scumble.Studio;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Studio;

public class MaterialExportTests
{
    private RunningStudio _studio = null!;
    private string _run = "";

    [OneTimeSetUp]
    public async Task Start()
    {
        _studio = await RunningStudio.StartAsync();
        _run = (await _studio.RunAsync(RunningStudio.Small())).GetProperty("id").GetString()!;
    }

    [OneTimeTearDown]
    public async Task Stop() => await _studio.DisposeAsync();

    private static IEnumerable<string> Presets => ExportPresets.All.Select(preset => preset.Id);

    [TestCaseSource(nameof(Presets))]
    public async Task EveryPresetWritesWhatItSays(string preset)
    {
        var answer = await Export(new { run = _run, name = "moss", preset, folder = $"out/{preset}" });
        var files = Files(answer);
        Assert.Multiple(() =>
        {
            Assert.That(files, Is.Not.Empty.And.All.StartsWith("moss"));
            Assert.That(Directory.GetFiles(Path.Combine(_studio.Folder, "out", preset)).Select(Path.GetFileName), Is.EquivalentTo(files));
            foreach (var file in files) Assert.That(Recipe.Read(Path.Combine(_studio.Folder, "out", preset, file)).Request, Does.Contain("\"prompt\":\"moss\""));
        });
    }

    [Test]
    public async Task UnitysMaskMapIsMetallicOcclusionDetailSmoothness()
    {
        await Export(new { run = _run, name = "u", preset = "unity" });
        var (mask, metallic, occlusion, roughness) = (Written("u_MaskMap"), Map("metallic"), Map("occlusion"), Map("roughness"));
        Assert.Multiple(() =>
        {
            Assert.That(mask.Channels, Is.EqualTo(4));
            Assert.That(Channel(mask, 0), Is.EqualTo(Channel(metallic, 0)));
            Assert.That(Channel(mask, 1), Is.EqualTo(Channel(occlusion, 0)));
            Assert.That(Channel(mask, 2), Is.All.EqualTo(1f));
            Assert.That(Channel(mask, 3), Is.EqualTo(Channel(roughness, 0).Select(value => 1 - value)).Within(1e-6));
        });
    }

    [Test]
    public async Task FilesThatAreThereAreReplacedOnlyWhenAsked()
    {
        await Export(new { run = _run, name = "kept", preset = "unreal" });
        var before = Written("kept_Normal");
        File.WriteAllText(Path.Combine(_studio.Folder, "exports", "kept_ORM.png"), "mine");
        var body = new { run = _run, name = "kept", preset = "unity" };
        var fault = await _studio.PostAsync("/export", body, HttpStatusCode.Conflict);
        Assert.Multiple(() =>
        {
            Assert.That(fault.GetProperty("message").GetString(), Does.Contain("kept_Normal.png").And.Contain("nothing was written"));
            Assert.That(File.Exists(Path.Combine(_studio.Folder, "exports", "kept_MaskMap.png")), Is.False);
            Assert.That(Written("kept_Normal").Pixels.SequenceEqual(before.Pixels));
        });
        var answer = await Export(new { run = _run, name = "kept", preset = "unity", overwrite = true });
        Assert.Multiple(() =>
        {
            Assert.That(answer.GetProperty("path").GetString(), Is.EqualTo(Path.Combine(_studio.Folder, "exports")));
            Assert.That(Written("kept_Normal").Pixels.SequenceEqual(before.Pixels), Is.False, "Unity's green points up");
            Assert.That(File.ReadAllText(Path.Combine(_studio.Folder, "exports", "kept_ORM.png")), Is.EqualTo("mine"));
        });
    }

    [Test]
    public async Task UnrealTurnsGreenOfNormalsAndOthersDoNot()
    {
        await Export(new { run = _run, name = "n", preset = "unreal" });
        await Export(new { run = _run, name = "n", preset = "godot" });
        var normal = Map("normal");
        Assert.Multiple(() =>
        {
            Assert.That(Channel(Written("n_Normal"), 1), Is.EqualTo(Channel(normal, 1).Select(value => 1 - value)).Within(1e-6));
            Assert.That(Channel(Written("n_Normal"), 0), Is.EqualTo(Channel(normal, 0)));
            Assert.That(Channel(Written("n_normal"), 1), Is.EqualTo(Channel(normal, 1)));
        });
    }

    [Test]
    public async Task SizesAndDepthsAreAsAsked()
    {
        await Export(new { run = _run, name = "s", size = 96, heightBits = 16 });
        await Export(new { run = _run, name = "e", heightBits = 8 });
        var normal = Written("s.normal");
        Assert.Multiple(() =>
        {
            Assert.That((normal.Width, normal.Height), Is.EqualTo((96, 96)));
            Assert.That(Depth("s.height"), Is.EqualTo(16));
            Assert.That(Depth("e.height"), Is.EqualTo(8));
            for (var i = 0; i < normal.Pixels.Length; i += 3)
            {
                var (x, y, z) = ((2 * normal.Pixels[i]) - 1, (2 * normal.Pixels[i + 1]) - 1, (2 * normal.Pixels[i + 2]) - 1);
                Assert.That(Math.Sqrt((x * x) + (y * y) + (z * z)), Is.EqualTo(1).Within(0.02));
            }
        });
    }

    [TestCase("""{"folder": "../out"}""")]
    [TestCase("""{"folder": "/tmp/out"}""")]
    [TestCase("""{"folder": ".git"}""")]
    [TestCase("""{"name": "../moss"}""")]
    [TestCase("""{"name": ".moss"}""")]
    [TestCase("""{"preset": "unrel"}""")]
    [TestCase("""{"files": ["_ORM"]}""")]
    [TestCase("""{"size": 0}""")]
    [TestCase("""{"heightBits": 12}""")]
    public async Task WhatIsWrongIsRefusedAndNothingIsWritten(string change)
    {
        var body = new Dictionary<string, object> { ["run"] = _run, ["name"] = "moss", ["folder"] = "refused" };
        foreach (var member in JsonDocument.Parse(change).RootElement.EnumerateObject()) body[member.Name] = member.Value;
        await _studio.PostAsync("/export", body, HttpStatusCode.BadRequest);
        Assert.That(Directory.Exists(Path.Combine(_studio.Folder, "refused")), Is.False);
    }

    private Task<JsonElement> Export(object ask) => _studio.PostAsync("/export", ask, HttpStatusCode.OK);

    private static string[] Files(JsonElement answer) => [.. answer.GetProperty("files").EnumerateArray().Select(file => file.GetString()!)];

    private Image Written(string name) => ImageFiles.Read(Path.Combine(_studio.Folder, "exports", $"{name}.png"));

    private int Depth(string name) => File.ReadAllBytes(Path.Combine(_studio.Folder, "exports", $"{name}.png"))[24];

    private Image Map(string map) => ImageFiles.Read(_studio.Session.Runs.FileOf(_run, 0, map));

    private static IEnumerable<float> Channel(Image image, int channel) => [.. Enumerable.Range(0, image.Width * image.Height).Select(i => image.Pixels[(i * image.Channels) + channel])];
}
