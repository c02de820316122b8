using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using NUnit.Framework;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests;

/// <summary>
/// The shape of the house, read from the sources: arrows between folders, names, sizes.
/// A file may declare its own type, <c>file</c>-scoped ones, and parts of <c>partial</c> types that live elsewhere (a catalogue entry);
/// a part of its own type is named Type.Part.cs.
/// </summary>
public partial class ArchitectureTests
{
    private const int MaxLines = 300;

    private static readonly SourceFile[] All = [.. RepositoryRoot.Files(".cs").Select(SourceFile.Read)];

    private static readonly SourceFile[] Product =
        [.. All.Where(file => file.Path.StartsWith("Runtime/", StringComparison.Ordinal) || file.Path.StartsWith("Editor/", StringComparison.Ordinal))];

    private static readonly ILookup<string, string> TypesByFolder = Product
        .SelectMany(file => file.TopLevelTypes.Select(type => (file.Folder, type.Name)))
        .ToLookup(pair => pair.Folder, pair => pair.Name);

    private static readonly Dictionary<string, string[]> HomeOfLibrary = new()
    {
        ["Microsoft.ML.OnnxRuntime"] = ["Runtime/Onnx/", "Tests/Onnx/"],
        ["Silk.NET.Vulkan"] = ["Runtime/Vulkan/", "Tests/Vulkan/", "Samples~/Live window/", "Samples~/Scene to concept/", "Samples~/Endless corridor/"],
        ["SkiaSharp"] = ["Tests/Vulkan/", "Tests/Benchmarks/"],
        ["SharpGLTF"] = ["Samples~/Scene to concept/GltfFiles.cs"],
        ["OpenCvSharp"] = ["Tests/Core/Imaging/"],
        ["Microsoft.ML.Tokenizers"] = ["Runtime/Core/Text/", "Tests/Core/Text/"],
        ["SixLabors.ImageSharp"] = ["Runtime/Core/Imaging/ImageFiles.cs", "Benchmarks~/Gpu/PictureFiles.cs"],
        ["System.CommandLine"] = ["Editor/Shell/", "Editor/Lab/", "Editor/Cli/", "Editor/Studio/", "Tests/Shell/", "Benchmarks~/"],
        ["Spectre.Console"] = ["Editor/Shell/", "Editor/Lab/", "Editor/Cli/", "Editor/Studio/", "Tests/Cli/", "Tests/Shell/"],
        ["Microsoft.AspNetCore"] = ["Editor/Studio/", "Tests/Studio/"],
        ["ModelContextProtocol"] = ["Editor/Studio/Mcp/", "Tests/Studio/"],
        ["Microsoft.Playwright"] = ["Tests/Studio/"],
    };

    [Test]
    public void FoldersFollowTheArrows() =>
        Assert.That(Product.SelectMany(file => FolderArrows.Violations(file, TypesByFolder)), Is.Empty);

    [TestCase("using Scumble.Imaging;", ExpectedResult = 1)]
    [TestCase("class Euler { Scumble.Imaging.Image image; }", ExpectedResult = 1)]
    [TestCase("class Euler { Imaging.Image image; }", ExpectedResult = 1)]
    [TestCase("using Scumble.Tensors;", ExpectedResult = 0)]
    [TestCase("// Scumble.Imaging draws this", ExpectedResult = 0)]
    public int ArrowsSeeEveryWayOfNaming(string code)
    {
        var types = new[] { (Folder: "Imaging", Name: "Image") }.ToLookup(pair => pair.Folder, pair => pair.Name);
        return FolderArrows.Violations(new SourceFile("Runtime/Core/Sampling/Samplers/Euler.cs", code), types).Count();
    }

    [Test]
    public void NoFolderUsesItsUser() => Assert.That(
        from one in FolderArrows.Folders
        from other in FolderArrows.Folders
        where one != other && FolderArrows.Allows(one, other) && FolderArrows.Allows(other, one)
        select (one, other), Is.Empty);

    [Test]
    public void NamespacesAreFolders() => Assert.That(
        Product.Where(file => file.Name != "Program" && file.Namespace != file.ExpectedNamespace)
            .Select(file => $"{file.Path}: {file.Namespace}, expected {file.ExpectedNamespace}"), Is.Empty);

    [Test]
    public void NoUsingIsGlobal() => Assert.That(
        All.Where(file => file.Code.Contains("global using", StringComparison.Ordinal) && file.Name != nameof(ArchitectureTests)).Select(file => file.Path)
            .Concat(Projects.Where(path => !path.StartsWith("Packages~/", StringComparison.Ordinal) && Text(path).Contains("<Using ", StringComparison.Ordinal))), Is.Empty);

    [Test]
    public void LibrariesAreNamedInOnePlace() => Assert.That(
        from library in HomeOfLibrary
        from file in All
        where file.Name != nameof(ArchitectureTests) && Regex.IsMatch(file.Code, $@"\b{Regex.Escape(library.Key)}\b")
        where !library.Value.Any(home => file.Path.StartsWith(home, StringComparison.Ordinal))
        select $"{file.Path}: {library.Key} is named only in {string.Join(", ", library.Value)}", Is.Empty);

    // What lies where a user's file is expected may be a pipe, and opening that never ends. The others read what the system or the program itself wrote.
    [Test]
    public void FilesAreOpenedAsRegularOnes() => Assert.That(
        from file in All
        where file.Path.StartsWith("Runtime/", StringComparison.Ordinal) || file.Path.StartsWith("Editor/", StringComparison.Ordinal) || file.Path.StartsWith("Samples~/", StringComparison.Ordinal)
        where file.Name is not ("RegularFile" or "ThreadTime" or "PeakMemory" or "PhysicalCores" or "FloatingPointOperations")
        from Match opening in Opening().Matches(file.Code)
        select $"{file.Path}: {opening.Value} hangs on a pipe; use RegularFile", Is.Empty);

    [TestCase("File.ReadAllText(path)", ExpectedResult = 1)]
    [TestCase("await File.ReadAllBytesAsync(path)", ExpectedResult = 1)]
    [TestCase("File.OpenRead(path)", ExpectedResult = 1)]
    [TestCase("new FileStream(path, FileMode.Open, FileAccess.Read)", ExpectedResult = 1)]
    [TestCase("new StreamReader(path)", ExpectedResult = 1)]
    [TestCase("new FileStream(temporary, FileMode.CreateNew, FileAccess.Write)", ExpectedResult = 0)]
    [TestCase("new StreamReader(stream)", ExpectedResult = 0)]
    [TestCase("RegularFile.ReadText(path)", ExpectedResult = 0)]
    public int OpeningsAreSeen(string code) => Opening().Count(code);

    [Test]
    public void FilesAreShort() => Assert.That(
        RepositoryRoot.Files(".cs").Concat(RepositoryRoot.Files(".py"))
            .Select(path => (Path: path, Lines: File.ReadLines(RepositoryRoot.Combine(path)).Count()))
            .Where(file => file.Lines > MaxLines)
            .Select(file => $"{file.Path}: {file.Lines} lines, at most {MaxLines}"), Is.Empty);

    [Test]
    public void FilesAreNamedAfterTheirType() => Assert.That(All.SelectMany(NameFaults), Is.Empty);

    [TestCase("Runtime/Core/Sampling/Euler.cs", "public static partial class Samplers;\ninternal sealed class Euler;", ExpectedResult = 0)]
    [TestCase("Runtime/Core/Sampling/Karras.Options.cs", "public partial class Karras;", ExpectedResult = 0)]
    [TestCase("Runtime/Core/Sampling/Euler.cs", "public class Euler;\npublic enum Spacing;", ExpectedResult = 1)]
    [TestCase("Runtime/Core/Sampling/Heun.cs", "public readonly record struct Euler(int Steps);", ExpectedResult = 2)]
    public int NamesAreChecked(string path, string code) => NameFaults(new SourceFile(path, code)).Count();

    [Test]
    public void NamesSayWhatATypeIs() => Assert.That(
        from file in All
        from type in file.TopLevelTypes
        where EmptyName().IsMatch(type.Name)
        select $"{file.Path}: {type.Name}", Is.Empty);

    [Test]
    public void TestsMirrorTheSources() => Assert.That(
        All.Where(file => file.Path.Split('/') is ["Tests", "Core" or "Cuda" or "Onnx" or "Vulkan" or "Service" or "Sharing" or "Cli" or "Lab" or "Shell" or "Studio", _, _, ..])
            .Select(file => (file.Path, Mirror: $"{(file.Path.Split('/')[1] is "Cli" or "Lab" or "Shell" or "Studio" ? "Editor" : "Runtime")}/{Path.GetDirectoryName(file.Path)!["Tests/".Length..]}"))
            .Where(file => !Directory.Exists(RepositoryRoot.Combine(file.Mirror)))
            .Select(file => $"{file.Path}: there is no {file.Mirror}"), Is.Empty);

    [Test]
    public void AssemblyDefinitionsMatchTheProjects() => Assert.That(
        from project in Projects
        where project.StartsWith("Runtime/", StringComparison.Ordinal) || project.StartsWith("Editor/", StringComparison.Ordinal)
        let definition = JsonDocument.Parse(Text(Path.ChangeExtension(project, ".asmdef"))).RootElement
        let defined = definition.GetProperty("references").EnumerateArray().Select(reference => reference.GetString()!)
            .Prepend(definition.GetProperty("name").GetString()!).Order()
        let built = XDocument.Parse(Text(project)).Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value))
            .Prepend(Path.GetFileNameWithoutExtension(project)).Order()
        where !defined.SequenceEqual(built)
        select $"{project}: {string.Join(", ", built)}; its .asmdef says {string.Join(", ", defined)}", Is.Empty);

    [Test]
    public void OneVersionEverywhere()
    {
        var version = XDocument.Parse(Text("Directory.Build.props")).Descendants("Version").Single().Value;
        Assert.Multiple(() =>
        {
            Assert.That(JsonDocument.Parse(Text("package.json")).RootElement.GetProperty("version").GetString(), Is.EqualTo(version));
            Assert.That(Text("CHANGELOG.md"), Does.Contain($"## [{version}]"));
        });
    }

    [Test]
    public void SamplesAreListedInThePackage()
    {
        var listed = JsonDocument.Parse(Text("package.json")).RootElement.GetProperty("samples").EnumerateArray().ToArray();
        var folders = Directory.GetDirectories(RepositoryRoot.Combine("Samples~")).Select(Path.GetFileName).Order(StringComparer.Ordinal).ToArray();
        Assert.Multiple(() =>
        {
            Assert.That(listed.Select(sample => sample.GetProperty("path").GetString()), Is.EqualTo(folders.Select(folder => $"Samples~/{folder}")));
            Assert.That(listed.Select(sample => sample.GetProperty("displayName").GetString()), Is.EqualTo(folders));
            Assert.That(listed.Select(sample => sample.GetProperty("description").GetString()), Has.All.Not.Empty);
            Assert.That(Projects.Where(path => path.StartsWith("Samples~/", StringComparison.Ordinal)).Select(path => path.Split('/')[1]), Is.EqualTo(folders));
        });
    }

    private static IEnumerable<string> Projects => RepositoryRoot.Files(".csproj");

    private static IEnumerable<string> NameFaults(SourceFile file)
    {
        var own = file.Name.Split('.')[0];
        if (file.TopLevelTypes.All(type => type.Name != own) && own != "Program")
            yield return $"{file.Path}: declares no type {own}";
        foreach (var (modifiers, name) in file.TopLevelTypes)
            if (name != own && !modifiers.Contains("partial", StringComparison.Ordinal) && !modifiers.Contains("file", StringComparison.Ordinal))
                yield return $"{file.Path}: {name} belongs in a file of its own";
    }

    private static string Text(string path) => File.ReadAllText(RepositoryRoot.Combine(path));

    [GeneratedRegex(@"(?<!Regular)\bFile\.(Open|Read)\w*|new FileStream\([^;]*FileMode\.Open\b|new StreamReader\((""|\w*[pP]ath\b)|ModelRoot\.Load\(")]
    private static partial Regex Opening();

    [GeneratedRegex("(Manager|Helper|Helpers|Util|Utils|Utility|Base)$")]
    private static partial Regex EmptyName();
}
