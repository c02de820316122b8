namespace Scumble.Tests.Fixtures;

/// <summary>A fresh folder that is gone after the test.</summary>
public sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("scumble-tests-").FullName;

    /// <summary>The names of what lies in it now, ordered.</summary>
    public string[] Files => [.. Directory.EnumerateFileSystemEntries(Path).Select(path => System.IO.Path.GetFileName(path)!).Order(StringComparer.Ordinal)];

    public string this[string name] => System.IO.Path.Combine(Path, name);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
