using NUnit.Framework;
using Scumble.Tests.Fixtures;
using Scumble.Vulkan;

namespace Scumble.Tests.Vulkan.Device;

public class DriverFilesTests
{
    private const string Nvidia = """{"file_format_version": "1.0.1", "ICD": {"library_path": "libGLX_nvidia.so.0", "api_version": "1.4.312"}}""";
    private const string Mesa = """{"ICD": {"library_path": "../lib/libvulkan_lvp.so"}}""";

    [TestCase("libGLX_nvidia.so.0", "libGLdispatch.so.0 and libEGL.so.1")]
    [TestCase("libGLX_nvidia.so.0 libGLdispatch.so.0", "libEGL.so.1")]
    [TestCase("libGLX_nvidia.so.0 libEGL.so.1", "libGLdispatch.so.0")]
    public void NvidiasDriverWithoutItsDispatchIsNamed(string there, string missing)
    {
        using var folder = new TemporaryFolder();
        var file = Written(folder, "nvidia_icd.json", Nvidia);
        var fault = DriverFiles.Fault([file], there.Split(' ').Contains)!;
        Assert.That(fault.Message, Does.Contain("no Vulkan driver that works").And.Contain(file).And.Contain("libGLX_nvidia.so.0").And.Contain($"needs {missing} of libglvnd"));
        Assert.That(fault.Hint, Does.Contain("libegl1").And.Contain("cpu"));
    }

    [Test]
    public void AFaultIsSoughtInEveryFile()
    {
        using var folder = new TemporaryFolder();
        string[] files = [Written(folder, "a.json", "{"), Written(folder, "b.json", "[]"), Written(folder, "c.json", """{"ICD": {"library_path": 7}}"""), Path.Combine(folder.Path, "gone.json"),
            Written(folder, "nvidia_icd.json", Nvidia), Written(folder, "lvp.json", Mesa)];
        var (library, asked) = (Path.GetFullPath(Path.Combine(folder.Path, "../lib/libvulkan_lvp.so")), new List<string>());
        var fault = DriverFiles.Fault(files, name =>
        {
            asked.Add(name);
            return name != library;
        })!;
        Assert.That(fault.Message, Does.Contain(files[^1]).And.Contain("../lib/libvulkan_lvp.so, which cannot be loaded"));
        Assert.That(asked, Is.EqualTo(new[] { "libGLdispatch.so.0", "libEGL.so.1", "libGLX_nvidia.so.0", library }));
        Assert.That(DriverFiles.Fault(files, _ => true), Is.Null);
    }

    private static string Written(TemporaryFolder folder, string name, string text)
    {
        var path = Path.Combine(folder.Path, name);
        File.WriteAllText(path, text);
        return path;
    }
}
