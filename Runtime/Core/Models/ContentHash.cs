using System.Buffers.Binary;
using System.Security.Cryptography;
using Scumble.Diagnostics;
using Scumble.Formats;

namespace Scumble.Models;

/// <summary>
/// The identity of a folder's content: SHA-256 over (relative path, length, SHA-256 of the bytes) of each file in ordinal order
/// of path. Files whose names begin with a dot, pictures and Markdown do not count: no model reads them.
/// </summary>
internal static class ContentHash
{
    /// <param name="folder">The model's folder.</param>
    /// <param name="others">Folders of components; those outside of the model's folder count too, in their order.</param>
    /// <param name="variant">Which of several graphs is read; null where none was named.</param>
    public static string Of(string folder, IReadOnlyList<string> others, string? variant)
    {
        try
        {
            var outside = others.Where(path => Path.GetRelativePath(folder, path).StartsWith("..", StringComparison.Ordinal) || Path.IsPathRooted(Path.GetRelativePath(folder, path)));
            var files = outside.Prepend(folder).Distinct().SelectMany((root, i) => RegularFile.Below(root)
                    .Select(path => (Path: path, Name: (i == 0 ? "" : $"+{i}/") + Path.GetRelativePath(root, path).Replace('\\', '/'))))
                .Where(file => Counts(file.Name))
                .OrderBy(file => file.Name, StringComparer.Ordinal)
                .ToArray();
            var digests = new byte[files.Length][];
            Parallel.For(0, files.Length, i => digests[i] = FileDigest.Of(files[i].Path));
            return variant is null ? Combine([.. files.Select(file => file.Name)], digests)
                : Combine([.. files.Select(file => file.Name), $"*{variant.ToLowerInvariant()}"], [.. digests, []]);
        }
        catch (Exception e) when (Cause(e) is IOException or UnauthorizedAccessException)
        {
            throw new ScumbleException($"The model '{folder}' cannot be read: {Cause(e).Message}",
                "Check that the model folder is complete and readable.", e);
        }
    }

    /// <summary>The same over the files of one component that lies anywhere: its folder, or its graph with the weights and configuration beside it.</summary>
    /// <exception cref="ScumbleException">A file cannot be read.</exception>
    public static string Of(ModelComponent component)
    {
        try
        {
            string[] files = [component.GraphPath, .. component.Header.ExternalFiles.Keys.Select(name => Path.Combine(Path.GetDirectoryName(component.GraphPath)!, name)), .. File.Exists(component.ConfigPath) ? [component.ConfigPath] : Array.Empty<string>()];
            var names = files.Select((path, i) => i == 0 ? "" : Path.GetRelativePath(component.Path, path).Replace('\\', '/')).ToArray();
            return Combine(names, [.. files.Select(FileDigest.Of)]);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ScumbleException($"The component '{component.Path}' cannot be read: {e.Message}", "Check that it is complete and readable.", e);
        }
    }

    private static Exception Cause(Exception e) => e is AggregateException { InnerExceptions: [var inner, ..] } ? inner : e;

    private static bool Counts(string name) =>
        !name.Split('/').Any(part => part.StartsWith('.')) && Path.GetExtension(name) is not (".md" or ".png" or ".jpg" or ".jpeg");

    private static string Combine(string[] names, byte[][] digests)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> length = stackalloc byte[4];
        for (var i = 0; i < names.Length; i++)
        {
            var name = System.Text.Encoding.UTF8.GetBytes(names[i]);
            BinaryPrimitives.WriteInt32LittleEndian(length, name.Length);
            hash.AppendData(length);
            hash.AppendData(name);
            hash.AppendData(digests[i]);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
