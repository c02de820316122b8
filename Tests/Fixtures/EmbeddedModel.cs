using NUnit.Framework;

namespace Scumble.Tests.Fixtures;

/// <summary>The model that ships in the repository. Tests that need it fail where it is missing.</summary>
public static class EmbeddedModel
{
    public static string Path
    {
        get
        {
            var path = RepositoryRoot.Combine("Models~", "scumble-tiny");
            Assert.That(path, Does.Exist, "the embedded model is part of the repository");
            return path;
        }
    }

    /// <summary>A copy in which one file is changed.</summary>
    /// <param name="target">A folder that does not exist yet.</param>
    /// <param name="file">The file to change, relative to the model.</param>
    /// <param name="change">New content from old; null removes the file.</param>
    public static string CopyWith(string target, string file, Func<byte[], byte[]>? change)
    {
        foreach (var source in Directory.EnumerateFiles(Path, "*", SearchOption.AllDirectories))
        {
            var copy = System.IO.Path.Combine(target, System.IO.Path.GetRelativePath(Path, source));
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(copy)!);
            File.Copy(source, copy);
        }
        var changed = System.IO.Path.Combine(target, file);
        if (change is null) File.Delete(changed);
        else File.WriteAllBytes(changed, change(File.ReadAllBytes(changed)));
        return target;
    }
}
