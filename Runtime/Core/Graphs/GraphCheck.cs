using Scumble.Diagnostics;
using Scumble.Formats;

namespace Scumble.Graphs;

/// <summary>What can be known to be wrong with a graph before a runtime opens it.</summary>
public static class GraphCheck
{
    /// <summary>The oldest operator set that runtimes still take.</summary>
    public const int MinOpset = 7;

    /// <summary>The newest operator set of the ONNX standard.</summary>
    public const int MaxOpset = 26;

    /// <summary>Checks a graph and the files that hold its weights.</summary>
    /// <exception cref="ScumbleException">It cannot be opened; the message names the file, what was expected and what was found.</exception>
    public static void Require(OnnxHeader header)
    {
        ArgumentNullException.ThrowIfNull(header);
        if (header.Opset is < MinOpset or > MaxOpset)
            throw new ScumbleException($"'{header.Path}' uses operator set {header.Opset}; {MinOpset} to {MaxOpset} are known.",
                "Export the model again with an operator set that runtimes know, for example 17.");
        if (header.Outputs.Count == 0) throw DamagedFile.Because(header.Path, "its graph has no output");
        foreach (var (location, length) in header.ExternalFiles) RequireFile(header.Path, location, length);
    }

    private static void RequireFile(string graph, string location, long length)
    {
        if (Path.IsPathRooted(location) || location.Contains('\0') || location.Split('/', '\\').Contains(".."))
            throw new ScumbleException($"'{graph}' looks for its weights in '{location}', which lies outside of its folder; that is refused.",
                "Use a model whose weights lie beside its graph.");
        var file = new FileInfo(Path.Combine(Path.GetDirectoryName(graph) ?? "", location));
        if (!file.Exists)
            throw new ScumbleException($"The weights of '{graph}' are missing: there is no file '{file.FullName}'.",
                "Copy the model folder again from where it came, with every file beside the graph.");
        var found = GraphFile.Reading(file.FullName, () => RegularFile.LengthOf(file.FullName)); // A link, as download caches make them, is as long as its target.
        if (found < length)
            throw DamagedFile.PointerOf(file.FullName) ?? new ScumbleException($"'{file.FullName}' is too short: the graph's weights take {length} bytes, found {found}.",
                "Copy the file again; the download was cut off.");
    }
}
