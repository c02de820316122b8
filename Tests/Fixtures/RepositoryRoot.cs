namespace Scumble.Tests.Fixtures;

/// <summary>Where the checkout lies: the nearest folder up from the test assembly that holds Scumble.slnx.</summary>
public static class RepositoryRoot
{
    private static readonly string[] BuildFolders = ["bin", "obj", ".git", "TestResults", "out", "upm", ".carry", "node_modules"];

    public static string Path { get; } = Find(AppContext.BaseDirectory);

    public static string Combine(params string[] parts) => System.IO.Path.Combine([Path, .. parts]);

    /// <summary>Files of one extension that people wrote, as paths with '/' relative to the root.</summary>
    public static IEnumerable<string> Files(string extension) =>
        Walk(Path).Where(file => file.EndsWith(extension, StringComparison.Ordinal))
            .Select(file => System.IO.Path.GetRelativePath(Path, file).Replace('\\', '/'))
            .Order(StringComparer.Ordinal);

    private static IEnumerable<string> Walk(string folder) =>
        Directory.EnumerateFiles(folder).Concat(Directory.EnumerateDirectories(folder)
            .Where(child => !BuildFolders.Contains(System.IO.Path.GetFileName(child)))
            .SelectMany(Walk));

    private static string Find(string folder) =>
        File.Exists(System.IO.Path.Combine(folder, "Scumble.slnx"))
            ? folder
            : Find(Directory.GetParent(folder)?.FullName ?? throw new DirectoryNotFoundException("Scumble.slnx is in no folder above the tests."));
}
