using NUnit.Framework;
using Scumble.Imaging;
using Scumble.Output;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Cli.Commands;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ExtractCommandTests : IDisposable
{
    private static readonly Staircase Scene = new(96, 72);

    private static readonly DepthConvention Convention = new() { NearMetres = 1, FarMetres = 30, IsReversed = true };

    private readonly TemporaryFolder _folder = new();

    public ExtractCommandTests()
    {
        Pictures.Save(_folder["photo.png"], GaussianBlur.Create(Pictures.Noise(64, 48, 3, 1), 2, TileMode.None));
        File.WriteAllBytes(_folder["depth.png"], PngWriter.Encode(Scene.Depth(Convention), PngFormat.Data16, []));
        Pictures.Save(_folder["ids.png"], ColourIds.Create(Scene.Ids, false));
        Pictures.Save(_folder["square.png"], new Image(72, 72, 1));
        Pictures.Save(_folder["empty.png"], new Image(96, 72, 1));
    }

    public void Dispose() => _folder.Dispose();

    [TestCase("canny photo.png --set low=10 --set high=20", 1)]
    [TestCase("soft_edge photo.png", 1)]
    [TestCase("line_art photo.png --tile", 1)]
    [TestCase("depth depth.png --near 1 --far 30 --reversed", 1)]
    [TestCase("normal depth.png --near 1 --far 30 --reversed --fov 60", 3)]
    [TestCase("geometry_edge depth.png --near 1 --far 30 --reversed --ids ids.png", 1)]
    [TestCase("segmentation ids.png", 3)]
    public async Task EachExtractorMakesAPicture(string line, int channels)
    {
        var run = await RunAsync(line);
        Assert.That(run.ExitCode, Is.Zero, run.Output + run.Error);
        var picture = ImageFiles.Read(_folder["out.png"]);
        Assert.That(picture.Channels, Is.EqualTo(channels));
        Assert.That(ValueRange.Of(picture).Max - ValueRange.Of(picture).Min, Is.GreaterThan(0.4));
        Assert.That(run.Json.GetProperty("extractor").GetString(), Is.EqualTo(line.Split(' ')[0]));
        if (line.StartsWith("depth", StringComparison.Ordinal)) Assert.That(run.Json.GetProperty("range").GetProperty("farMetres").GetDouble(), Is.EqualTo(13).Within(2));
    }

    [Test]
    public async Task AFixedRangeIsUsed()
    {
        var run = await RunAsync("depth depth.png --near 1 --far 30 --reversed --set near=2 --set far=20");
        var (picture, metres) = (ImageFiles.Read(_folder["out.png"]), Scene.Metres(48, 60));
        Assert.That(run.ExitCode, Is.Zero, run.Output + run.Error);
        Assert.That(picture[48, 60], Is.EqualTo(((1 / metres) - 0.05) / 0.45).Within(0.004));
        Assert.That(run.Json.GetProperty("range").GetProperty("nearMetres").GetDouble(), Is.EqualTo(2));
    }

    [Test]
    public async Task OfOneDepthEverywhereThereIsNoRangeToFix()
    {
        var flat = new Image(96, 72, 1);
        flat.Pixels.Fill(0.5f);
        Pictures.Save(_folder["flat.png"], flat);
        var run = await RunAsync("depth flat.png --near 1 --reversed", json: false);
        Assert.That(run.ExitCode, Is.Zero, run.Output + run.Error);
        Assert.That(run.Output + run.Error, Does.Contain("everywhere").And.Not.Contain("--set near"));
    }

    [TestCase("near=0", "far=20")]
    [TestCase("near=2", "far=0")]
    public async Task TheRangeThatIsToldIsTheOneThatIsUsed(string near, string far)
    {
        var run = await RunAsync($"depth depth.png --near 1 --far 30 --reversed --set {near} --set {far}");
        Assert.That(run.ExitCode, Is.Zero, run.Output + run.Error);
        var range = run.Json.GetProperty("range");
        var (white, black) = (1 / range.GetProperty("nearMetres").GetDouble(), 1 / range.GetProperty("farMetres").GetDouble());
        Assert.That(ImageFiles.Read(_folder["out.png"])[48, 60], Is.EqualTo(((1 / Scene.Metres(48, 60)) - black) / (white - black)).Within(0.004));
    }

    [TestCase("cany photo.png", "Did you mean 'canny'", ExpectedResult = 2)]
    [TestCase("canny photo.png --set lo=3", "Did you mean 'low'", ExpectedResult = 2)]
    [TestCase("canny photo.png --set low=-3", "from 0 to 2040", ExpectedResult = 2)]
    [TestCase("canny photo.png --set low", "NAME=VALUE", ExpectedResult = 2)]
    [TestCase("canny nothing.png", "nothing.png", ExpectedResult = 1)]
    [TestCase("depth depth.png", "cannot be told from the picture", ExpectedResult = 2)]
    [TestCase("depth depth.png --near 0", "in front of the eye", ExpectedResult = 2)]
    [TestCase("depth depth.png --near 1 --far 0.5", "beyond the near plane", ExpectedResult = 2)]
    [TestCase("depth photo.png --near 1", "is coloured", ExpectedResult = 1)]
    [TestCase("depth empty.png --near 1 --reversed", "empty scene", ExpectedResult = 1)]
    [TestCase("depth depth.png --near 1 --set near=5 --set far=2", "must be beyond 'near'", ExpectedResult = 2)]
    [TestCase("depth depth.png --near 1 --far 30 --reversed --set near=25", "all of it would be white", ExpectedResult = 2)]
    [TestCase("depth depth.png --near 1 --far 30 --reversed --set far=1.5", "all of it would be black", ExpectedResult = 2)]
    [TestCase("geometry_edge depth.png --near 1 --reversed --ids square.png", "not of one view", ExpectedResult = 1)]
    public async Task<int> WhatIsWrongIsSaidAndNothingIsLeft(string line, string expected)
    {
        var run = await RunAsync(line, json: false);
        Assert.That(run.Error.ReplaceLineEndings(" "), Does.Contain(expected).And.Not.Contain("Unexpected"));
        Assert.That(File.Exists(_folder["out.png"]), Is.False);
        return run.ExitCode;
    }

    [Test]
    public async Task AWrongConventionIsWarnedOf()
    {
        var run = await RunAsync("depth depth.png --near 1 --far 1000");
        Assert.That(run.ExitCode, Is.Zero);
        Assert.That(run.Json.GetProperty("notes")[0].GetString(), Does.Contain("reversed?"));
    }

    private Task<ScumbleProgram> RunAsync(string line, bool json = true) => ScumbleProgram.RunAsync(
        ["extract", .. line.Split(' ').Select(word => word.EndsWith(".png", StringComparison.Ordinal) ? _folder[word] : word), "--out", _folder["out.png"], .. json ? new[] { "--json" } : []]);
}
