using System.Diagnostics;
using NUnit.Framework;
using Scumble.Imaging;
using Scumble.Output;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Cli.Commands;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class GenerateCommandTests : IDisposable
{
    private static readonly string[] Quick = ["--size", "64x64", "--steps", "2", "--seed", "7"];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Test]
    public async Task APromptMayBeginWithAnAtSign()
    {
        File.WriteAllText(_folder["extra"], "moss\n--count\n3");
        var run = await ScumbleProgram.RunAsync("generate", $"@{_folder["extra"]}", "--out", _folder["a.png"], "--size", "64x64", "--steps", "1", "--json");
        Assert.That(run.ExitCode, Is.Zero, run.Output);
        Assert.That(run.Json.GetProperty("pictures").GetArrayLength(), Is.EqualTo(1));
        Assert.That(run.Json.GetProperty("pictures")[0].GetProperty("request").GetProperty("prompt").GetString(), Is.EqualTo($"@{_folder["extra"]}"));
    }

    [Test]
    public async Task AnEmptyPromptRunsWithAWarning()
    {
        var run = await ScumbleProgram.RunAsync("generate", " ", "--out", _folder["a.png"], "--size", "64x64", "--steps", "1", "--json");
        Assert.That(run.ExitCode, Is.Zero, run.Output);
        Assert.That(run.Json.GetProperty("pictures")[0].GetProperty("warnings")[0].GetString(), Does.Contain("The prompt is empty"));
    }

    [Test]
    public async Task PathsAreNotBrokenWhereNobodyWatches()
    {
        var path = _folder[$"{new string('a', 200)}.png"];
        var run = await ScumbleProgram.RunAsync("generate", "moss", "--out", path, "--size", "64x64", "--steps", "1");
        Assert.That(run.Output, Does.Contain(path));
    }

    [Test]
    public async Task MapsLieBesideThePicture()
    {
        var run = await Generate("mossy cobblestone, wet", "--maps", "--size", "96x64");
        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(_folder.Files, Is.EqualTo(new[]
        {
            "moss.basecolor.png", "moss.height.png", "moss.metallic.png", "moss.normal.png", "moss.occlusion.png", "moss.png", "moss.roughness.png",
        }));
        var sizes = _folder.Files.Select(file => ImageFiles.Read(_folder[file])).Select(image => (image.Width, image.Height));
        Assert.That(sizes, Has.All.EqualTo((96, 64)));
        Assert.That(run.Output, Does.Contain("seed 7").And.Contain("denoise").And.Contain("device: cpu").And.Contain("OpenGL"));
    }

    [Test]
    public async Task JsonIsOneObjectWithEverything()
    {
        var run = await Generate("mossy cobblestone", "--json");
        var picture = run.Json.GetProperty("pictures")[0];
        Assert.Multiple(() =>
        {
            Assert.That(run.ExitCode, Is.Zero);
            Assert.That(run.Error, Is.Empty);
            Assert.That(picture.GetProperty("path").GetString(), Is.EqualTo(_folder["moss.png"]));
            Assert.That(picture.GetProperty("seed").GetUInt64(), Is.EqualTo(7));
            Assert.That(picture.GetProperty("seconds").GetProperty("denoise").GetDouble(), Is.Positive);
            Assert.That(run.Json.GetProperty("device").GetProperty("chosen").GetString(), Is.EqualTo("cpu"));
            Assert.That(run.Json.GetProperty("model").GetProperty("hash").GetString(), Has.Length.EqualTo(64));
        });
    }

    [Test]
    public async Task VariationsAreNumberedAndDiffer()
    {
        var run = await Generate("moss", "--count", "3");
        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(_folder.Files, Is.EqualTo(new[] { "moss-1.png", "moss-2.png", "moss-3.png", "moss-sheet.png" }));
        var pixels = new[] { "moss-1.png", "moss-2.png", "moss-3.png" }.Select(file => Convert.ToHexString(Bytes(file))).Distinct();
        Assert.That(pixels.Count(), Is.EqualTo(3));
        Assert.That(ImageFiles.Read(_folder["moss-sheet.png"]).Width, Is.GreaterThanOrEqualTo(128));
    }

    [Test]
    public async Task RandomSeedsArePrintedAndDiffer()
    {
        var seeds = new List<ulong>();
        for (var i = 0; i < 2; i++)
        {
            var run = await ScumbleProgram.RunAsync("generate", "moss", "--out", _folder["moss.png"], "--size", "64x64", "--steps", "1", "--json");
            seeds.Add(run.Json.GetProperty("pictures")[0].GetProperty("seed").GetUInt64());
        }
        Assert.That(seeds, Is.Unique);
    }

    [Test]
    public async Task EveryFileCarriesItsRecipe()
    {
        await Generate("moss", "--maps");
        Assert.That(_folder.Files.Select(file => Recipe.Read(_folder[file]).Map),
            Is.EquivalentTo(new[] { "basecolor", "basecolor", "normal", "height", "roughness", "metallic", "occlusion" }));
    }

    [TestCase("x")]
    [TestCase("y")]
    [TestCase("none")]
    public async Task OtherTilingsWork(string tile)
    {
        var run = await Generate("moss", "--tile", tile);
        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(ImageFiles.Read(_folder["moss.png"]).Width, Is.EqualTo(64));
    }

    [Test, Platform("Linux")]
    public async Task InterruptStopsWithinAStepAndWritesNothing()
    {
        using var process = ScumbleProgram.Start("generate", "moss", "--out", _folder["moss.png"], "--size", "1024x1024", "--steps", "500", "--maps");
        await Task.Delay(TimeSpan.FromSeconds(6));
        Assert.That(process.HasExited, Is.False, "the run is long enough to be interrupted");
        var clock = Stopwatch.StartNew();
        using (var kill = Process.Start("kill", ["-INT", $"{process.Id}"])) await kill.WaitForExitAsync();
        var run = await ScumbleProgram.FinishAsync(process);
        Assert.Multiple(() =>
        {
            Assert.That(run.ExitCode, Is.EqualTo(130), run.Error);
            Assert.That(clock.Elapsed, Is.LessThan(TimeSpan.FromSeconds(5)));
            Assert.That(run.Error, Does.Contain("Cancelled"));
            Assert.That(_folder.Files, Is.Empty);
        });
    }

    [Test, Platform("Linux")]
    public async Task InterruptOfSeveralSaysWhatIsKept()
    {
        using var process = ScumbleProgram.Start("generate", "moss", "--out", _folder["moss.png"], "--size", "256x256", "--steps", "8", "--count", "100", "--seed", "7", "--json");
        for (var i = 0; i < 600 && !File.Exists(_folder["moss-2.png"]); i++) await Task.Delay(100);
        using (var kill = Process.Start("kill", ["-INT", $"{process.Id}"])) await kill.WaitForExitAsync();
        var run = await ScumbleProgram.FinishAsync(process);
        var kept = _folder.Files.Length;
        Assert.Multiple(() =>
        {
            Assert.That(run.ExitCode, Is.EqualTo(130), run.Output);
            Assert.That(run.Json.GetProperty("error").GetProperty("message").GetString(), Does.Contain($"after {kept} of 100").And.Contain(_folder["moss-2.png"]));
            Assert.That(run.Json.GetProperty("error").GetProperty("hint").GetString(), Does.Contain($"--seed {7 + kept} --count {100 - kept}"));
        });
    }

    private byte[] Bytes(string file) => [.. ImageFiles.Read(_folder[file]).Pixels.ToArray().Select(value => (byte)(value * 255))];

    private Task<ScumbleProgram> Generate(string prompt, params string[] options) =>
        ScumbleProgram.RunAsync(["generate", prompt, "--out", _folder["moss.png"], .. Quick.Chunk(2).Where(pair => !options.Contains(pair[0])).SelectMany(pair => pair), .. options]);
}
