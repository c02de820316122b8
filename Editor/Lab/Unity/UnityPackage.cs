using System.Text.Json;
using Scumble.Diagnostics;

namespace Scumble.Lab;

/// <summary>The Unity package in a checkout: which files package.json ships, and the .meta files of those that Unity imports.</summary>
internal sealed class UnityPackage
{
    private const string Meta = ".meta";

    private static readonly string[] BuildFolders = ["bin", "obj"];

    private readonly string _root;
    private readonly string _name;
    private readonly (string Folder, string Extension)[] _patterns;
    private readonly string[] _single;

    /// <param name="root">The folder of package.json, whose "files" are single files, folders and patterns FOLDER/**/*.EXTENSION.</param>
    public UnityPackage(string root)
    {
        _root = root;
        using var manifest = JsonDocument.Parse(RegularFile.ReadBytes(Path.Combine(root, "package.json"), RegularFile.MaxTextInBytes));
        _name = manifest.RootElement.GetProperty("name").GetString()!;
        string[] files = [.. manifest.RootElement.GetProperty("files").EnumerateArray().Select(entry => entry.GetString()!)];
        _patterns = [.. files.Where(entry => entry.Contains("/**/*.", StringComparison.Ordinal) && !entry.StartsWith('!') && !entry.EndsWith(Meta, StringComparison.Ordinal))
            .Select(entry => (entry[..entry.IndexOf('/', StringComparison.Ordinal)], Path.GetExtension(entry)))];
        _single = ["package.json", .. files.Where(entry => !entry.Contains('/', StringComparison.Ordinal) && !entry.EndsWith(Meta, StringComparison.Ordinal) && File.Exists(Path.Combine(root, entry)))];
    }

    /// <summary>Every .meta file that has to be there: path, relative with '/', and text.</summary>
    public IReadOnlyDictionary<string, string> Expected()
    {
        string[] files = [.. _single, .. _patterns.GroupBy(pattern => pattern.Folder).SelectMany(Matching)];
        var folders = files.SelectMany(Folders).Distinct();
        return files.Select(path => (path, text: UnityMeta.OfFile(_name, path)))
            .Concat(folders.Select(path => (path, text: UnityMeta.OfFolder(_name, path))))
            .ToDictionary(asset => asset.path + Meta, asset => asset.text);
    }

    /// <summary>Every .meta file that is there.</summary>
    public IEnumerable<string> Present() => Directory.EnumerateFiles(_root, "*" + Meta).Select(Relative)
        .Concat(_patterns.Select(pattern => pattern.Folder).Distinct().SelectMany(Walk).Where(path => path.EndsWith(Meta, StringComparison.Ordinal)));

    /// <summary>Writes those that are missing or differ, and removes those of files that are gone.</summary>
    /// <returns>How many were written and removed.</returns>
    public (int Written, int Removed) Update()
    {
        var expected = Expected();
        string[] orphans = [.. Present().Where(path => !expected.ContainsKey(path))];
        foreach (var path in orphans) File.Delete(Path.Combine(_root, path));
        var written = 0;
        foreach (var (path, text) in expected)
        {
            var file = Path.Combine(_root, path);
            if (File.Exists(file) && RegularFile.ReadText(file) == text) continue;
            File.WriteAllText(file, text);
            written++;
        }
        return (written, orphans.Length);
    }

    private IEnumerable<string> Matching(IGrouping<string, (string Folder, string Extension)> patterns)
    {
        var extensions = patterns.Select(pattern => pattern.Extension).ToHashSet();
        return Walk(patterns.Key).Where(path => extensions.Contains(Path.GetExtension(path)));
    }

    private IEnumerable<string> Walk(string folder)
    {
        var at = Path.Combine(_root, folder);
        return Directory.EnumerateFiles(at).Select(Relative)
            .Concat(Directory.EnumerateDirectories(at).Where(child => !BuildFolders.Contains(Path.GetFileName(child))).SelectMany(child => Walk(Relative(child))));
    }

    // The folders above a file; Unity hides those whose name ends with ~, and wants nothing beside them.
    private static IEnumerable<string> Folders(string path)
    {
        for (var at = path.LastIndexOf('/'); at > 0; at = path.LastIndexOf('/', at - 1))
            if (path[at - 1] != '~') yield return path[..at];
    }

    private string Relative(string path) => Path.GetRelativePath(_root, path).Replace('\\', '/');
}
