using Scumble.Diagnostics;

namespace Scumble.Models;

/// <summary>
/// Models that are found without being named: the one that the environment variable SCUMBLE_MODEL names, and the folders in Models~ beside
/// the program or in a folder above it.
/// </summary>
public static class InstalledModels
{
    private const string Collection = "Models~";

    private const string DefaultName = "scumble-tiny";

    private static string? Named => Environment.GetEnvironmentVariable("SCUMBLE_MODEL") is { Length: > 0 } path ? path : null;

    /// <summary>The paths of all of them, the named one first, then nearest first.</summary>
    public static IEnumerable<string> All => (Named is { } named ? [named] : Array.Empty<string>()).Concat(Packaged);

    private static IEnumerable<string> Packaged => Ancestors(AppContext.BaseDirectory)
        .Select(folder => Path.Combine(folder, Collection))
        .Where(Directory.Exists)
        .SelectMany(collection => Directory.GetDirectories(collection).Order(StringComparer.Ordinal));

    /// <summary>The named model's folder, else the embedded model's.</summary>
    /// <exception cref="ScumbleException">It is not there.</exception>
    public static string Default => Named ?? Packaged.FirstOrDefault(path => Path.GetFileName(path) == DefaultName)
        ?? throw new ScumbleException(
            $"The embedded model is missing: no folder {Collection}/{DefaultName} lies beside '{AppContext.BaseDirectory}' or above it.",
            "Name a model folder (--model DIR, or the variable SCUMBLE_MODEL), or train the embedded one: Training~/README.md.");

    private static IEnumerable<string> Ancestors(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent) yield return at.FullName;
    }
}
