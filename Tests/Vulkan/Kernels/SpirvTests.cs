using System.Diagnostics;
using NUnit.Framework;
using Scumble.Tests.Fixtures;
using Scumble.Vulkan;

namespace Scumble.Tests.Vulkan.Kernels;

public class SpirvTests
{
    [Test]
    public void CompiledShadersAreCurrent()
    {
        var compiled = Compile(RepositoryRoot.Combine("Runtime", "Vulkan", "Shaders"));
        Assert.That(Spirv.Names.Order(), Is.EqualTo(compiled.Keys.Order()), "run Runtime/Vulkan/Shaders/compile.sh");
        Assert.That(compiled.Where(shader => !Spirv.Read(shader.Key).SequenceEqual(shader.Value)).Select(shader => shader.Key), Is.Empty,
            "stale: run Runtime/Vulkan/Shaders/compile.sh with the glslang of Debian 12 (12.0.0)");
    }

    [TestCase("Live window")]
    [TestCase("Scene to concept")]
    public void CompiledShadersOfTheSampleAreCurrent(string sample)
    {
        var folder = RepositoryRoot.Combine("Samples~", sample, "Shaders");
        Assert.That(Read(Path.Combine(folder, "Compiled")), Is.EquivalentTo(Compile(folder)), "run the sample's Shaders/compile.sh with the glslang of Debian 12 (12.0.0)");
    }

    // Their results for negative operands are undefined, and devices differ.
    [Test]
    public void NoShaderTakesARemainderOfSignedNumbers()
    {
        const int OpSRem = 138, OpSMod = 139;
        Assert.That(Spirv.Names.Where(name => Opcodes(Spirv.Read(name)).Any(code => code is OpSRem or OpSMod)), Is.Empty);
    }

    [Test]
    public void AnUnknownShaderIsRefused() => Assert.That(() => Spirv.Read("scale.f8"), Throws.ArgumentException);

    // After a header of five words, each instruction's first word holds its length in words and its opcode.
    private static IEnumerable<int> Opcodes(byte[] shader)
    {
        for (var at = 5 * sizeof(uint); at < shader.Length; at += (int)(BitConverter.ToUInt32(shader, at) >> 16) * sizeof(uint))
            yield return (int)(BitConverter.ToUInt32(shader, at) & 0xFFFF);
    }

    private static Dictionary<string, byte[]> Compile(string shaders)
    {
        using var target = new TemporaryFolder();
        using var process = StartOrIgnore(new ProcessStartInfo("bash", [Path.Combine(shaders, "compile.sh"), target.Path]) { RedirectStandardError = true, RedirectStandardOutput = true });
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode == 127) Missing(errors);
        Assert.That(process.ExitCode, Is.Zero, errors + output.Result);
        return Read(target.Path);
    }

    private static Dictionary<string, byte[]> Read(string folder) =>
        Directory.GetFiles(folder, "*.spv").ToDictionary(path => Path.GetFileNameWithoutExtension(path), File.ReadAllBytes);

    private static Process StartOrIgnore(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            Missing(e.Message);
            throw;
        }
    }

    // A game programmer need not have the compiler; the check must.
    private static void Missing(string reason)
    {
        if (Environment.GetEnvironmentVariable("CI") is null) Assert.Ignore($"glslang-tools is not installed: {reason}");
        Assert.Fail($"glslang-tools is not installed: {reason}");
    }
}
