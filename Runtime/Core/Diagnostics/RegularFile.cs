namespace Scumble.Diagnostics;

/// <summary>
/// Files that are opened for reading: those with content of a known length. Pipes and devices have none, would never end or never begin,
/// and are refused without being opened, as empty files are; links are followed.
/// </summary>
public static class RegularFile
{
    /// <summary>The largest text that is read whole: vocabularies, configurations.</summary>
    public const long MaxTextInBytes = 64L << 20;

    /// <summary>The length of a file, or of what a link leads to; 0 for pipes and devices.</summary>
    /// <exception cref="IOException">There is no such file, or the link leads nowhere or in a circle.</exception>
    public static long LengthOf(string path)
    {
        var file = new FileInfo(path);
        var target = file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? file;
        return target.Exists ? target.Length
            : throw new FileNotFoundException(ReferenceEquals(target, file) ? $"There is no file '{path}'." : $"'{path}' is a link to '{target.FullName}', which is not there.", path);
    }

    /// <summary>Opens a file for reading; the caller disposes it, and names it where something is wrong.</summary>
    /// <param name="path">The file.</param>
    /// <param name="maxSizeInBytes">The most that it may hold.</param>
    /// <param name="share">What others may do with it meanwhile.</param>
    /// <exception cref="IOException">There is no such file, it is empty, no regular file, or too large.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static FileStream Open(string path, long maxSizeInBytes = long.MaxValue, FileShare share = FileShare.Read)
    {
        var length = LengthOf(path);
        if (length == 0) throw new IOException("it is empty, or no regular file but a pipe or a device.");
        if (length > maxSizeInBytes) throw new IOException($"it is too large: expected at most {maxSizeInBytes} bytes, found {length}.");
        return new FileStream(path, FileMode.Open, FileAccess.Read, share, 1 << 16, FileOptions.SequentialScan);
    }

    /// <summary>All bytes of a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="maxSizeInBytes">The most that it may hold.</param>
    /// <exception cref="IOException">As <see cref="Open"/>.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static byte[] ReadBytes(string path, long maxSizeInBytes)
    {
        using var stream = Open(path, maxSizeInBytes);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>The text of a file in UTF-8, or as its byte order mark says.</summary>
    /// <param name="path">The file.</param>
    /// <param name="maxSizeInBytes">The most that it may hold.</param>
    /// <exception cref="IOException">As <see cref="Open"/>.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static string ReadText(string path, long maxSizeInBytes = MaxTextInBytes)
    {
        using var reader = new StreamReader(Open(path, maxSizeInBytes));
        return reader.ReadToEnd();
    }

    /// <summary>All files below a folder, through links too, but not through those that lead back to a folder that is being listed.</summary>
    /// <exception cref="IOException">A folder cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A folder may not be read.</exception>
    public static IEnumerable<string> Below(string folder) => Below(folder, [Target(folder) ?? Path.GetFullPath(folder)]);

    // The folders from the first to this one, by their own places.
    private static IEnumerable<string> Below(string folder, string[] above)
    {
        foreach (var file in Directory.EnumerateFiles(folder)) yield return file;
        foreach (var child in Directory.EnumerateDirectories(folder))
        {
            var place = Target(child) ?? Path.Combine(above[^1], Path.GetFileName(child));
            if (above.Contains(place)) continue;
            foreach (var file in Below(child, [.. above, place])) yield return file;
        }
    }

    private static string? Target(string folder) =>
        new DirectoryInfo(folder).ResolveLinkTarget(returnFinalTarget: true) is { } target ? Path.TrimEndingDirectorySeparator(target.FullName) : null;
}
