using Scumble.Diagnostics;

namespace Scumble.Lab;

/// <summary>Finds the golden cases below a folder and checks them.</summary>
internal static class GoldenRun
{
    /// <summary>The cases of every format below <paramref name="folder"/>, by path.</summary>
    /// <exception cref="ScumbleException">The folder is not there, or a file in it cannot be read.</exception>
    public static IEnumerable<GoldenCase> Cases(string folder)
    {
        if (!Directory.Exists(folder))
            throw new ScumbleException($"There is no folder '{folder}'.", "Name a folder that holds golden cases.");
        return Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(path => (Path: path, Name: Path.GetRelativePath(folder, path).Replace('\\', '/')))
            .OrderBy(file => file.Name, StringComparer.Ordinal)
            .SelectMany(file => GoldenFormats.All.Select(format => Read(format, file.Path, file.Name)))
            .OfType<GoldenCase>();

        static GoldenCase? Read(GoldenFormat format, string path, string name)
        {
            try
            {
                return format.Read(path, name);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new ScumbleException($"'{path}' cannot be read: {e.Message}", "Take it out of the folder of golden cases.", e);
            }
        }
    }

    /// <summary>Checks one case; whatever goes wrong is a failure with its message.</summary>
    public static GoldenOutcome Check(GoldenCase golden)
    {
        try
        {
            return golden.Check();
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return GoldenOutcome.Failed(e is ScumbleException or ArgumentException ? e.Message : $"{e.GetType().Name}: {e.Message}");
        }
    }
}
