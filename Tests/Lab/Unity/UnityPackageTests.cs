using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using NUnit.Framework;
using Scumble.Lab;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Lab.Unity;

/// <summary>What a Unity project gets. After a file came or went: dotnet run --project Editor/Lab -- metas.</summary>
public class UnityPackageTests
{
    private static readonly UnityPackage Package = new(RepositoryRoot.Path);

    private static readonly JsonElement Manifest = JsonDocument.Parse(File.ReadAllText(RepositoryRoot.Combine("package.json"))).RootElement;

    [Test]
    public void EachAssetHasItsMeta() => Assert.That(
        from meta in Package.Expected()
        let file = RepositoryRoot.Combine(meta.Key)
        where !File.Exists(file) || File.ReadAllText(file) != meta.Value
        select meta.Key, Is.Empty, "dotnet run --project Editor/Lab -- metas");

    [Test]
    public void NoMetaIsLeftOver() => Assert.That(Package.Present().Where(path => !Package.Expected().ContainsKey(path)), Is.Empty);

    [Test]
    public void NoTwoHaveOneGuid() => Assert.That(Package.Expected().Values.Select(text => text.Split('\n')[1]), Is.Unique);

    // GUIDs are how scenes and assemblies of other projects refer to ours: these never change.
    [TestCase("package.json", "c29545636393e7199d249db1dfe773c8")]
    [TestCase("Runtime", "cff5689112ab9a22270629aaac47833b")]
    [TestCase("Runtime/Core/Scumble.asmdef", "b72299f870f286e5c74e2c49e4e785c4")]
    public void GuidsStay(string path, string guid) => Assert.That(Package.Expected()[path + ".meta"], Does.Contain($"\nguid: {guid}\n"));

    [TestCase("a/libx.so", "OS: Linux", "Standalone: Linux64")]
    [TestCase("a/x.dll", "OS: Windows", "Standalone: Win64")]
    [TestCase("a/libx.dylib", "OS: OSX", "Standalone: OSXUniversal")]
    public void ANativeLibraryIsForItsSystemAlone(string path, string editor, string player) => Assert.That(UnityMeta.OfFile("package", path),
        Does.Contain("PluginImporter").And.Contain(editor).And.Contain(player).And.Contain("Any: \n    second:\n      enabled: 0\n      settings: {}\n"));

    [Test]
    public void AnUpdateWritesWhatIsMissingAndRemovesWhatIsGone()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(Path.Combine(folder.Path, "package.json"), """{ "name": "p", "files": ["Runtime/**/*.cs", "Runtime/**/*.meta", "!**/obj"] }""");
        foreach (var file in new[] { "Runtime/A/X.cs", "Runtime/A/X.csproj", "Runtime/A/obj/Y.cs", "Runtime/A/Gone.cs.meta" })
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder.Path, file))!);
            File.WriteAllText(Path.Combine(folder.Path, file), "");
        }
        var package = new UnityPackage(folder.Path);
        Assert.That(package.Update(), Is.EqualTo((4, 1)));
        Assert.That(package.Present(), Is.EquivalentTo(new[] { "package.json.meta", "Runtime.meta", "Runtime/A.meta", "Runtime/A/X.cs.meta" }));
        Assert.That(package.Update(), Is.EqualTo((0, 0)));
    }

    [Test]
    public void TheManifestNamesTheLibrariesFromNuGet()
    {
        var versions = XDocument.Load(RepositoryRoot.Combine("Directory.Packages.props")).Descendants("PackageVersion")
            .ToDictionary(package => package.Attribute("Include")!.Value, package => package.Attribute("Version")!.Value);
        var used = RepositoryRoot.Files(".csproj").Where(path => path.StartsWith("Runtime/", StringComparison.Ordinal) && path != "Runtime/Onnx/Scumble.Onnx.csproj") // Unity has its runtime from a package of its own
            .SelectMany(path => XDocument.Load(RepositoryRoot.Combine(path)).Descendants("PackageReference"))
            .Select(reference => reference.Attribute("Include")!.Value)
            .Distinct().ToDictionary(name => name, name => versions[name]);
        Assert.That(Manifest.GetProperty("nugetDependencies").EnumerateObject().ToDictionary(entry => entry.Name, entry => entry.Value.GetString()!), Is.EquivalentTo(used));
    }

    [Test]
    public void EachSampleIsAnAssemblyOfOurs()
    {
        var ours = RepositoryRoot.Files(".asmdef").Select(path => Path.GetFileNameWithoutExtension(path)!).ToHashSet();
        foreach (var sample in Manifest.GetProperty("samples").EnumerateArray().Select(sample => sample.GetProperty("path").GetString()!))
        {
            var definition = JsonDocument.Parse(File.ReadAllText(Directory.GetFiles(RepositoryRoot.Combine(sample), "*.asmdef").Single())).RootElement;
            var referred = definition.GetProperty("references").EnumerateArray().Select(reference => reference.GetString()!).ToArray();
            var named = Directory.GetFiles(RepositoryRoot.Combine(sample), "*.cs")
                .SelectMany(file => Regex.Matches(File.ReadAllText(file), @"^using (Scumble\.(?:Onnx|Vulkan|Cuda|Sharing));", RegexOptions.Multiline).Select(match => match.Groups[1].Value)).Distinct();
            Assert.That(referred, Is.SubsetOf(ours), sample);
            Assert.That(referred, Is.SupersetOf(named.Prepend("Scumble")), sample);
        }
    }
}
