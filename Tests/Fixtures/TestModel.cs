namespace Scumble.Tests.Fixtures;

/// <summary>The embedded model, or the one that the environment variable SCUMBLE_TEST_MODEL names; and damaged copies of it.</summary>
public static class TestModel
{
    public static string Path { get; } = Environment.GetEnvironmentVariable("SCUMBLE_TEST_MODEL") is { Length: > 0 } named
        ? named
        : RepositoryRoot.Combine("Models~", "scumble-tiny");

    /// <summary>A copy to damage, in a new folder that the caller deletes.</summary>
    public static string Copy()
    {
        var target = Directory.CreateTempSubdirectory("scumble-copy-").FullName;
        foreach (var file in Directory.EnumerateFiles(Path, "*", SearchOption.AllDirectories))
        {
            var to = System.IO.Path.Combine(target, System.IO.Path.GetRelativePath(Path, file));
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(to)!);
            File.Copy(file, to);
        }
        return target;
    }
}
