using Scumble.Diagnostics;

namespace Scumble.Cli;

/// <summary>Models that need no --model: the folders in Models~ beside the program or in a folder above it.</summary>
internal static class InstalledModels
{
    private const string Collection = "Models~";

    private const string DefaultName = "scumble-tiny";

    /// <summary>The paths of all of them, nearest first.</summary>
    public static IEnumerable<string> All => Ancestors(AppContext.BaseDirectory)
        .Select(folder => Path.Combine(folder, Collection))
        .Where(Directory.Exists)
        .SelectMany(collection => Directory.GetDirectories(collection).Order(StringComparer.Ordinal));

    /// <summary>The embedded model's folder.</summary>
    /// <exception cref="ScumbleException">It is not there.</exception>
    public static string Default => All.FirstOrDefault(path => Path.GetFileName(path) == DefaultName)
        ?? throw new ScumbleException(
            $"The embedded model is missing: no folder {Collection}/{DefaultName} lies beside '{AppContext.BaseDirectory}' or above it.",
            "Get the whole package again, or name a model folder with --model DIR.");

    private static IEnumerable<string> Ancestors(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent) yield return at.FullName;
    }
}
