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

    [Test, Platform("Linux")]
    public async Task ARunOpensNoSocketOfTheInternet()
    {
        if (!File.Exists("/usr/bin/strace")) Assert.Ignore("There is no strace here.");
        using var scratch = new ScratchFolder();
        string Traced(string name, string command) => $"exec strace -f -e trace=%network -o '{scratch.File(name)}' {command}";
        string[] Sockets(string name) => [.. File.ReadLines(scratch.File(name)).Where(line => line.Contains("AF_INET", StringComparison.Ordinal))];

        // What would be seen: a shell that opens one.
        await ScumbleProgram.RunLimitedAsync(Traced("control", "bash -c 'exec 3<>/dev/udp/127.0.0.1/9'"));
        if (Sockets("control").Length == 0) Assert.Ignore("strace may not look at processes here.");

        var program = await ScumbleProgram.RunLimitedAsync(Traced("trace", "dotnet \"$@\""), "generate", "moss", "--size", "64x64", "--steps", "1", "--device", "cpu", "--out", scratch.File("moss.png"));
        Assert.That(program.ExitCode, Is.Zero, program.Error);
        Assert.That(new FileInfo(scratch.File("trace")).Length, Is.Positive);
        Assert.That(Sockets("trace"), Is.Empty);
    }
}
