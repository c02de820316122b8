using Scumble.Diagnostics;
using Scumble.Formats;

namespace Scumble.Graphs;

/// <summary>Opens graphs, with the errors of files that cannot be read.</summary>
internal static class GraphFile
{
    /// <summary>The file, to be read. The caller disposes it.</summary>
    /// <exception cref="ScumbleException">It is missing or cannot be read.</exception>
    public static FileStream Open(string path) => Reading(path, () => RegularFile.Open(path));

    /// <summary>What reading a file gives.</summary>
    /// <exception cref="ScumbleException">The file is missing or cannot be read.</exception>
    public static T Reading<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ScumbleException(new FileInfo(path).LinkTarget is { } target ? $"There is no graph '{path}': it is a link to '{target}', which is not there." : $"There is no graph '{path}'.", DamagedFile.Hint, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw DamagedFile.Unreadable(path, e);
        }
    }
}
