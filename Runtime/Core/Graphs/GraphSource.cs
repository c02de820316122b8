using System.Security.Cryptography;
using Scumble.Diagnostics;
using Scumble.Formats;

namespace Scumble.Graphs;

/// <summary>
/// A network's graph as a value: a file, and what is changed in it when it is opened. Weights that lie beside the file are the same file for
/// every rewrite. Equal where path and rewrites are. Immutable and thread-safe.
/// </summary>
public sealed record GraphSource
{
    /// <param name="path">The graph's file, for example model.onnx.</param>
    /// <param name="rewrites">What is changed, in order.</param>
    public GraphSource(string path, params IReadOnlyList<Rewrite> rewrites)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        ArgumentNullException.ThrowIfNull(rewrites);
        (Path, Rewrites) = (System.IO.Path.GetFullPath(path), [.. rewrites]);
    }

    /// <summary>The graph's file, a full path.</summary>
    public string Path { get; }

    /// <summary>What is changed, in order; none for the graph as it lies on disk.</summary>
    public IReadOnlyList<Rewrite> Rewrites { get; }

    /// <summary>The folder that the names of files with weights are relative to.</summary>
    public string Folder => System.IO.Path.GetDirectoryName(Path)!;

    /// <summary>
    /// SHA-256 over the contents of the file and of those that hold its weights, and the rewrites, in lower-case hexadecimal: the same graph
    /// has the same wherever it lies. Files are read once a process, until their size or time changes.
    /// </summary>
    /// <exception cref="ScumbleException">A file is missing, damaged or cannot be read.</exception>
    public string Identity
    {
        get
        {
            var header = OnnxHeader.Read(Path);
            GraphCheck.Require(header);
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            Append(hash, Path, "");
            foreach (var name in header.ExternalFiles.Keys.Order(StringComparer.Ordinal)) Append(hash, System.IO.Path.Combine(Folder, name), name);
            foreach (var rewrite in Rewrites) hash.AppendData(System.Text.Encoding.UTF8.GetBytes($"|{rewrite.Id}"));
            return Convert.ToHexStringLower(hash.GetHashAndReset());
        }
    }

    /// <summary>The graph with everything changed, as the content of an .onnx file. Weights beside the file stay there.</summary>
    /// <exception cref="ScumbleException">The file is missing or damaged, or cannot be changed so.</exception>
    public byte[] ToArray()
    {
        var graph = OnnxGraph.Read(Path);
        foreach (var rewrite in Rewrites) rewrite.Apply(graph);
        return graph.ToArray();
    }

    /// <inheritdoc/>
    public bool Equals(GraphSource? other) => other is not null && Path == other.Path && Rewrites.SequenceEqual(other.Rewrites);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Path, Rewrites.Count);

    /// <summary>For example "unet/model.onnx (seamless-xy)".</summary>
    public override string ToString() => Rewrites.Count == 0 ? Path : $"{Path} ({string.Join(", ", Rewrites)})";

    private static void Append(IncrementalHash hash, string path, string name)
    {
        hash.AppendData(System.Text.Encoding.UTF8.GetBytes($"|{name}|"));
        hash.AppendData(GraphFile.Reading(path, () => FileDigest.Of(path)));
    }
}
