using NUnit.Framework;
using Scumble.Onnx;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Onnx;

/// <summary>ONNX Runtime's reports to its maker, which begin with a device id and a database of events below the home folder.</summary>
[Platform("Linux,MacOsX")]
public class TelemetryTests
{
    [TestCase("0")]
    [TestCase("")]
    public async Task ARunLeavesNothingInTheHomeFolder(string variable)
    {
        using var home = new TemporaryFolder();
        using var scratch = new ScratchFolder();
        (string, string)[] environment = [("HOME", home.Path), ("XDG_CACHE_HOME", home.Path), (Telemetry.Variable, variable)];
        var program = await ScumbleProgram.RunWithAsync(environment, "generate", "moss", "--size", "64x64", "--steps", "1", "--device", "cpu", "--out", scratch.File("moss.png"));
        Assert.That(program.ExitCode, Is.Zero, program.Error);
        Assert.That(Directory.EnumerateFileSystemEntries(home.Path, "*", SearchOption.AllDirectories), Is.Empty);
    }
}
