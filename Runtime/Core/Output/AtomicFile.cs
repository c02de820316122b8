using Scumble.Diagnostics;

namespace Scumble.Output;

/// <summary>Files that appear whole or not at all: written beside their place, flushed to the disk, then renamed.</summary>
public static class AtomicFile
{
    /// <summary>Writes one file; an existing one is replaced only when the new one is complete.</summary>
    /// <exception cref="ScumbleException">The place cannot be written, or the disk is full; nothing is left behind.</exception>
    public static void Write(string path, Action<Stream> write) => WriteAll([(path, write)]);

    /// <summary>Writes one file whose content is there.</summary>
    /// <exception cref="ScumbleException">The place cannot be written, or the disk is full; nothing is left behind.</exception>
    public static void Write(string path, byte[] content) => WriteAll([(path, content)]);

    /// <summary>Writes several files whose content is there: none takes its place before all are complete.</summary>
    /// <exception cref="ScumbleException">A place cannot be written, or the disk is full; nothing is left behind.</exception>
    public static void WriteAll(IReadOnlyList<(string Path, byte[] Content)> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        WriteAll([.. files.Select(file => (file.Path, (Action<Stream>)(stream => stream.Write(file.Content))))]);
    }

    /// <summary>Writes several files: none takes its place before all are complete.</summary>
    /// <exception cref="ScumbleException">A place cannot be written, or the disk is full; nothing is left behind.</exception>
    public static void WriteAll(IReadOnlyList<(string Path, Action<Stream> Write)> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        var staged = new List<(string Temporary, string Path)>();
        var replaced = new List<(string? Old, string Path)>();
        try
        {
            foreach (var (path, write) in files)
            {
                var place = Place(path);
                Guarded(path, () => Stage(place, write, staged));
            }
            foreach (var folder in staged.Select(file => Path.GetDirectoryName(file.Path)!).Distinct()) TemporaryFile.RemoveStale(folder);
            foreach (var (temporary, path) in staged)
                Guarded(path, () => Replace(temporary, path, staged.Count > 1 ? replaced : null));
        }
        catch
        {
            foreach (var (old, path) in replaced) Restore(old, path);
            throw;
        }
        finally
        {
            foreach (var (temporary, _) in staged)
                File.Delete(temporary);
            foreach (var (old, _) in replaced)
                if (old is not null) File.Delete(old);
        }
    }

    /// <summary>Removes what killed processes of this machine left in a folder while they wrote there; every write does that too.</summary>
    public static void RemoveLeftovers(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        TemporaryFile.RemoveStale(folder);
    }

    /// <summary>Fails early, before long work, where <see cref="Write(string, byte[])"/> would fail late. Leaves nothing behind.</summary>
    /// <exception cref="ScumbleException">The place cannot be written.</exception>
    public static void CheckWritable(string path)
    {
        var place = Place(path);
        Guarded(path, () =>
        {
            using var probe = new FileStream(TemporaryFile.Beside(place), new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                Options = FileOptions.DeleteOnClose,
            });
        });
    }

    private static void Stage(string path, Action<Stream> write, List<(string Temporary, string Path)> staged)
    {
        var temporary = TemporaryFile.Beside(path);
        using var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16);
        staged.Add((temporary, path));
        write(stream);
        stream.Flush(flushToDisk: true);
    }

    // Of several files, what the earlier replaced is kept until the last has its place.
    private static void Replace(string temporary, string path, List<(string? Old, string Path)>? replaced)
    {
        var old = replaced is not null && File.Exists(path) ? TemporaryFile.Beside(path) : null;
        try
        {
            if (old is not null) File.Copy(path, old);
            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            if (old is not null) File.Delete(old);
            throw;
        }
        replaced?.Add((old, path));
    }

    private static void Restore(string? old, string path)
    {
        if (old is null) File.Delete(path);
        else File.Move(old, path, overwrite: true);
    }

    /// <summary>The full path, once it is known that a file may stand there.</summary>
    private static string Place(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var full = Path.GetFullPath(path);
        if (Directory.Exists(full))
            throw new ScumbleException($"Expected a file's path, but {path} is a folder.", "Add a file name, for example texture.png.");
        var folder = Path.GetDirectoryName(full);
        if (!Directory.Exists(folder))
            throw new ScumbleException($"The folder {folder} does not exist.", "Create it, or write somewhere else.");
        if (File.Exists(full) && File.GetAttributes(full).HasFlag(FileAttributes.ReadOnly))
            throw new ScumbleException($"The file {path} exists and is read-only.", "Make it writable, or choose another name.");
        return full;
    }

    private static void Guarded(string path, Action action)
    {
        try
        {
            action();
        }
        // The runtime reports a file over the system's size limit as an argument out of range.
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException)
        {
            throw new ScumbleException($"The file {path} cannot be written: {e.Message}",
                "Check the free space and the folder's permissions, or write somewhere else.", e);
        }
    }
}
