using Scumble.Diagnostics;
using Scumble.Materials;
using Scumble.Output;

namespace Scumble.Cli;

/// <summary>The places that a generation writes to, from the one path that was given.</summary>
/// <param name="Path">FILE.png as given.</param>
/// <param name="Count">How many variations; above 1 each gets its number, and a sheet of all is added.</param>
/// <param name="WithMaps">Whether the maps are written beside each.</param>
internal sealed record OutputFiles(string Path, int Count, bool WithMaps)
{
    /// <summary>The contact sheet, or null for a single picture.</summary>
    public string? Sheet => Count > 1 ? Named("-sheet") : null;

    /// <summary>The base colour's file of one variation.</summary>
    /// <param name="index">From 0.</param>
    public string Picture(int index) => Count > 1 ? Named($"-{index + 1}") : Path;

    /// <summary>Finds out, before any long work, that every file can be written. Leaves nothing behind.</summary>
    /// <exception cref="ScumbleException">A file cannot be written, or the path does not name a PNG file.</exception>
    public OutputFiles Check()
    {
        if (Directory.Exists(Path))
        {
            throw new ScumbleException($"The output path '{Path}' is a folder.",
                $"Name a file in it: {System.IO.Path.Combine(Path, "texture.png")}");
        }
        if (!System.IO.Path.GetExtension(Path).Equals(".png", StringComparison.OrdinalIgnoreCase) || System.IO.Path.GetFileName(Path).Length < 5)
        {
            throw new InvalidRequestException("out", $"The output must be a PNG file; found '{Path}'.",
                "Name a file that ends in .png.");
        }
        foreach (var file in Enumerable.Range(0, Count).SelectMany(i => MaterialWriter.Paths(Picture(i), WithMaps ? MaterialMap.All : []))) AtomicFile.CheckWritable(file);
        if (Sheet is not null) AtomicFile.CheckWritable(Sheet);
        return this;
    }

    private string Named(string suffix) => $"{System.IO.Path.ChangeExtension(Path, null)}{suffix}.png";
}
