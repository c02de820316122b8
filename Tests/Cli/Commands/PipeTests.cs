using System.Diagnostics;
using NUnit.Framework;
using Scumble.Imaging;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Cli.Commands;

/// <summary>A pipe where a file is expected: whoever opens it waits for ever, so nobody does.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase), Platform("Linux")]
public sealed class PipeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public PipeTests()
    {
        Directory.CreateDirectory(_folder["cases"]);
        foreach (var pipe in new[] { "pipe", "pipe.png", "pipe.json", "cases/pipe.json" })
        {
            using var mkfifo = Process.Start("mkfifo", _folder[pipe]);
            mkfifo.WaitForExit();
        }
        Pictures.Save(_folder["grey.png"], new Image(64, 64, 1));
    }

    public void Dispose() => _folder.Dispose();

    [TestCase("concept stone --depth @grey.png --ids @grey.png --prompts @pipe --out @out.png")]
    [TestCase("concept stone --depth @pipe.png --ids @grey.png --prompts @pipe --out @out.png")]
    [TestCase("extract canny @pipe.png --out @out.png")]
    [TestCase("extract segmentation @pipe.png --out @out.png")]
    [TestCase("generate stone --size 64x64 --steps 1 --image @pipe.png --out @out.png")]
    [TestCase("repeat @pipe.png --out @out.png")]
    [TestCase("inspect @pipe.png")]
    [TestCase("run @pipe.json --out @out")]
    [TestCase("warm @pipe.json --cache @cache")]
    public async Task TheProgramDoesNotWaitForIt(string line) => Refused(await ScumbleProgram.RunAsync(Words(line)));

    [TestCase("colours --words @pipe --out @out.txt")]
    [TestCase("golden @cases")]
    public async Task TheWorkshopDoesNotWaitForIt(string line) => Refused(await ScumbleProgram.RunLabAsync(Words(line)));

    private static void Refused(ScumbleProgram run)
    {
        Assert.That(run.ExitCode, Is.EqualTo(1).Or.EqualTo(2), run.Output + run.Error);
        Assert.That(run.Error.ReplaceLineEndings(" "), Does.Contain("no regular file").And.Contain("pipe").And.Not.Contain("Unexpected"));
    }

    private string[] Words(string line) => [.. line.Split(' ').Select(word => word.StartsWith('@') ? _folder[word[1..]] : word)];
}
