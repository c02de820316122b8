using NUnit.Framework;
using Scumble.Diagnostics;
using Scumble.Onnx;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Onnx;

/// <summary>Which native library is behind the bindings. A process has one, so most run in a process of their own.</summary>
public class NativeRuntimeTests
{
    private static string Runtimes => Path.Combine(AppContext.BaseDirectory, "runtimes");

    [Test]
    public async Task TheNamedFileIsUsed()
    {
        using var folder = new TemporaryFolder();
        var copy = Path.Combine(folder.Path, "another-name.so");
        File.Copy(Directory.GetFiles(Runtimes, OperatingSystem.IsWindows() ? "onnxruntime.dll" : "libonnxruntime.so", SearchOption.AllDirectories)
            .First(file => file.Contains(OperatingSystem.IsWindows() ? "win-x64" : "linux-x64", StringComparison.Ordinal)), copy);
        var program = await ListDevices(copy);
        Assert.That(program.ExitCode, Is.Zero, program.Error);
        Assert.That(program.Json.GetProperty("devices").EnumerateArray().Last().GetProperty("usable").GetBoolean());
    }

    [Test]
    public async Task AFileThatIsMissingIsNamed()
    {
        var program = await ListDevices("/nowhere/libonnxruntime.so");
        AssertRefused(program, "There is no native ONNX Runtime '/nowhere/libonnxruntime.so'", NativeRuntime.Variable);
    }

    [Test]
    public async Task AFileThatIsNoLibraryIsNamed()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "libonnxruntime.so");
        await File.WriteAllTextAsync(file, "no library");
        AssertRefused(await ListDevices(file), $"'{file}' cannot be loaded", "another system");
    }

    [Test]
    [Platform("Linux")]
    public async Task TheLibraryBesideItIsNamed()
    {
        var other = Directory.GetFiles(Runtimes, "libonnxruntime_providers_shared.so", SearchOption.AllDirectories).First(file => file.Contains("linux-x64", StringComparison.Ordinal));
        AssertRefused(await ListDevices(other), $"'{other}' is no native ONNX Runtime", NativeRuntime.Variable);
    }

    [Test]
    public void AnotherFileCannotBeLoadedLater()
    {
        using var backend = OnnxBackend.Create("cpu");
        var e = Assert.Throws<ScumbleException>(() => OnnxBackend.Create("cpu", new OnnxBackendOptions { NativeLibrary = "/elsewhere/libonnxruntime.so" }));
        Assert.That(e.Message, Does.Contain("was loaded from").And.Contain("'/elsewhere/libonnxruntime.so' cannot be loaded too"));
        Assert.That(() => OnnxBackend.Create("cpu"), Throws.Nothing);
    }

    private static Task<ScumbleProgram> ListDevices(string library) => ScumbleProgram.RunWithAsync(NativeRuntime.Variable, library, "list", "devices", "--json");

    private static void AssertRefused(ScumbleProgram program, params string[] parts)
    {
        Assert.That(program.ExitCode, Is.Not.Zero);
        Assert.Multiple(() =>
        {
            foreach (var part in parts) Assert.That(program.Error + program.Output, Does.Contain(part));
            Assert.That(program.Error + program.Output, Does.Not.Contain("   at "), "a message, not a stack");
        });
    }
}
