using System.Text.RegularExpressions;

namespace Scumble.Tests.Fixtures;

/// <summary>One C# file as the architecture tests see it: path, code without comments, declared types, named folders.</summary>
public sealed partial record SourceFile(string Path, string Text)
{
    public static SourceFile Read(string path) => new(path, File.ReadAllText(RepositoryRoot.Combine(path)));

    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    /// <summary>The text without comment lines and end-of-line comments: what a comment mentions is no dependency.</summary>
    public string Code => Comment().Replace(Text, "");

    /// <summary>The first folder of the namespace: Sampling for Runtime/Core/Sampling/Samplers, Onnx for Runtime/Onnx, Cli for Editor/Cli.</summary>
    public string Folder => Path.Split('/') is ["Runtime", "Core", var core, _, ..] ? core : Path.Split('/')[1];

    /// <summary>The namespace that the path asks for; folders inside a folder (Sampling/Samplers) only sort its files.</summary>
    public string ExpectedNamespace => $"Scumble.{Folder}";

    public string? Namespace => NamespaceLine().Match(Code) is { Success: true } match ? match.Groups[1].Value : null;

    /// <summary>Types that stand at the left margin, with their modifiers.</summary>
    public IEnumerable<(string Modifiers, string Name)> TopLevelTypes =>
        TypeLine().Matches(Code).Select(match => (match.Groups["modifiers"].Value, match.Groups["name"].Value));

    /// <summary>Folders named as Scumble.X, in a using line or in full.</summary>
    public IEnumerable<string> NamedFolders => ScumbleName().Matches(Code).Select(match => match.Groups[1].Value).Distinct();

    /// <summary>Pairs X.Y of capitalised words, which C# may resolve to the type Y of the sibling folder X without a using line.</summary>
    public IEnumerable<(string Folder, string Type)> NamedPairs =>
        Pair().Matches(Code).Select(match => (match.Groups[1].Value, match.Groups[2].Value)).Distinct();

    [GeneratedRegex(@"^\s*//.*$|(?<=[;{})\],\s])//[^""\n]*$", RegexOptions.Multiline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"^namespace\s+([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex NamespaceLine();

    [GeneratedRegex(@"^(?<modifiers>(?:(?:public|internal|file|static|sealed|abstract|partial|readonly|ref|unsafe)\s+)*)"
        + @"(?:class|struct|interface|enum|record(?:\s+struct|\s+class)?|delegate\s+[\w<>?\[\].]+)\s+(?<name>\w+)", RegexOptions.Multiline)]
    private static partial Regex TypeLine();

    [GeneratedRegex(@"\bScumble\.([A-Z]\w*)")]
    private static partial Regex ScumbleName();

    [GeneratedRegex(@"(?<![\w.])([A-Z]\w*)\.([A-Z]\w*)")]
    private static partial Regex Pair();
}
