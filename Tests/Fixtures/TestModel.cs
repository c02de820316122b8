namespace Scumble.Tests.Fixtures;

/// <summary>The small untrained model in Tests/Data (made by Training~/make_test_model.py), and damaged copies of it.</summary>
public static class TestModel
{
    public static string Path { get; } = RepositoryRoot.Combine("Tests", "Data", "Models", "untrained");

    /// <summary>The folders of all material models of the repository, below its root: this one and the embedded one.</summary>
    public static IReadOnlyList<string> MaterialModels { get; } = ["Tests/Data/Models/untrained", "Models~/scumble-tiny"];

    /// <summary>What PyTorch computes with the same weights: little-endian float32 in the shapes that the script states ("ids": int64).</summary>
    /// <param name="name">"ids", "states", "latent", "velocity", "decoded" or "encoded".</param>
    public static byte[] Reference(string name) =>
        File.ReadAllBytes(RepositoryRoot.Combine("Tests", "Data", "Models", "untrained-reference", $"{name}.bin"));

    /// <summary>A copy to damage, in a new folder that the caller deletes.</summary>
    public static string Copy() => CopyTo(Directory.CreateTempSubdirectory("scumble-copy-").FullName);

    /// <summary>A copy in which one file is changed.</summary>
    /// <param name="target">A folder that does not exist yet.</param>
    /// <param name="file">The file to change, relative to the model.</param>
    /// <param name="change">New content from old; null removes the file.</param>
    public static string CopyWith(string target, string file, Func<byte[], byte[]>? change)
    {
        var changed = System.IO.Path.Combine(CopyTo(target), file);
        if (change is null) File.Delete(changed);
        else File.WriteAllBytes(changed, change(File.ReadAllBytes(changed)));
        return target;
    }

    private static string CopyTo(string target)
    {
        foreach (var file in Directory.EnumerateFiles(Path, "*", SearchOption.AllDirectories))
        {
            var to = System.IO.Path.Combine(target, System.IO.Path.GetRelativePath(Path, file));
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(to)!);
            File.Copy(file, to);
        }
        return target;
    }
}
