using NUnit.Framework;
using Scumble.Imaging;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Cli.Commands;

/// <summary>The embedded model with its ControlNets on the command line.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class GenerateSteeredMaterialTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _model;

    public GenerateSteeredMaterialTests()
    {
        _model = TestControls.LinkTo(_folder["steered"]);
        Pictures.Save(_folder["heights.png"], Pictures.Noise(64, 64, 1, 1));
        Pictures.Save(_folder["edges.png"], Pictures.Noise(64, 64, 3, 2));
    }

    public void Dispose() => _folder.Dispose();

    [Test]
    public async Task HeightsAndEdgesSteerAMaterialThatCanBeRepeated()
    {
        await Generate("plain.png");
        await Generate("steered.png", "--control", $"depth={_folder["heights.png"]}:0.8", "--control", $"edge={_folder["edges.png"]}");
        await Generate("silent.png", "--control", $"depth={_folder["heights.png"]}:0", "--control", $"edge={_folder["edges.png"]}:0");
        Assert.That(Pixels("steered.png"), Is.Not.EqualTo(Pixels("plain.png")));
        Assert.That(Pixels("silent.png"), Is.EqualTo(Pixels("plain.png")));

        var again = await ScumbleProgram.RunAsync(["repeat", _folder["steered.png"], "--json", "--model", _model]);
        Assert.That(again.ExitCode, Is.Zero, again.Output + again.Error);
        Assert.That(again.Json.GetProperty("identical").GetBoolean());
    }

    // "canny" is an extractor: the photograph's edges go to the net for edges.
    [Test]
    public async Task EdgesOfAPhotographSteerByTheNetForEdges()
    {
        await Generate("photo.png", "--control", $"canny={_folder["edges.png"]}:0.5");
        await Generate("plain.png");
        Assert.That(Pixels("photo.png"), Is.Not.EqualTo(Pixels("plain.png")));
    }

    [Test]
    public async Task ANetThatIsNotThereIsNamedWithThoseThatAre()
    {
        var run = await ScumbleProgram.RunAsync(["generate", "brick", "--model", _model, "--size", "64x64", "--out", _folder["a.png"],
            "--control", $"normal={_folder["edges.png"]}"]);
        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(run.Error.ReplaceLineEndings(" "), Does.Contain("controlnet_depth, controlnet_edge"));
    }

    private async Task Generate(string file, params string[] words)
    {
        var run = await ScumbleProgram.RunAsync(
            ["generate", "brick", "--model", _model, "--size", "64x64", "--steps", "2", "--seed", "7", "--out", _folder[file], .. words]);
        Assert.That(run.ExitCode, Is.Zero, run.Output + run.Error);
    }

    private float[] Pixels(string file) => ImageFiles.Read(_folder[file]).Pixels.ToArray();
}
