using Scumble.Diagnostics;
using Scumble.Output;

namespace Scumble.Nodes;

/// <summary>
/// Writes what a graph gave as PNG files, all or none: NAME.png for a picture, NAME.basecolor.png and so on for a material. Each carries the
/// graph (<see cref="TextureGraph.Load"/>), and the mark of generated media where a model had part in it.
/// </summary>
public static class GraphFiles
{
    /// <summary>Writes all outputs.</summary>
    /// <param name="folder">Where; it is there.</param>
    /// <param name="result">What the graph gave.</param>
    /// <returns>The paths, in the order of the outputs.</returns>
    /// <exception cref="ScumbleException">A file cannot be written, or two outputs have one name; then none is.</exception>
    public static IReadOnlyList<string> Write(string folder, GraphResult result)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentNullException.ThrowIfNull(result);
        var texts = TextsOf(result);
        var files = result.Outputs.SelectMany(output => Files(output).Select(file => (Path: Path.Combine(folder, file.Name), file.Image, file.Format))).ToArray();
        if (files.GroupBy(file => file.Path).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new ScumbleException($"Two outputs would be written to {twice.Key}.", "Give one of the output nodes another name.");
        AtomicFile.WriteAll([.. files.Select(file => (file.Path, (Action<Stream>)(stream => PngWriter.Write(stream, file.Image, file.Format, texts))))]);
        return [.. files.Select(file => file.Path)];
    }

    /// <summary>What each file carries: the graph, the program, and the mark of generated media where a model had part in it.</summary>
    public static IReadOnlyList<PngText> TextsOf(GraphResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        PngText[] texts = [new(TextureGraph.Keyword, result.Graph.ToJson()), Recipe.SoftwareMark];
        return result.IsGenerated ? [.. texts, Recipe.GeneratedMark] : texts;
    }

    private static IEnumerable<(string Name, Imaging.Image Image, PngFormat Format)> Files(GraphOutput output) => output.Maps is { } maps
        ? maps.All.Select(map => ($"{output.Name}.{map.FileSuffix}.png", maps[map], MaterialWriter.FormatOf(map)))
        : [($"{output.Name}.png", output.Picture, output.Format)];
}
