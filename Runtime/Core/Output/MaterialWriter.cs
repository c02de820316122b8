using Scumble.Diagnostics;
using Scumble.Imaging;
using Scumble.Materials;

namespace Scumble.Output;

/// <summary>Writes a picture, or a material, as PNG files, all or none.</summary>
public static class MaterialWriter
{
    /// <summary>The files that <see cref="Write"/> makes: the base colour first, then NAME.basecolor.png, NAME.normal.png...</summary>
    /// <param name="path">The base colour's file, for example "moss.png".</param>
    /// <param name="withMaps">Whether every map is written beside it too.</param>
    public static IReadOnlyList<string> Paths(string path, bool withMaps)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var stem = Path.GetExtension(path).Equals(".png", StringComparison.OrdinalIgnoreCase) ? path[..^4] : path;
        string[] names = [MapNames.BaseColor, MapNames.Normal, MapNames.Height, MapNames.Roughness, MapNames.Metallic, MapNames.Occlusion];
        return withMaps ? [path, .. names.Select(name => $"{stem}.{name}.png")] : [path];
    }

    /// <summary>Writes a picture to <paramref name="path"/> and, if asked, every map of its material beside it.</summary>
    /// <param name="path">The picture's file.</param>
    /// <param name="image">The picture: a material's base colour, or all that there is. Not changed.</param>
    /// <param name="maps">Not changed; null where the picture has no material. The height is stored in 16 bits, all else in 8; only the base colour is marked sRGB.</param>
    /// <param name="recipe">Goes into every file, with the file's map.</param>
    /// <param name="withMaps">Whether every map is written.</param>
    /// <returns>The paths, as <see cref="Paths"/>.</returns>
    /// <exception cref="ScumbleException">Maps are asked for and there are none, or a file cannot be written; then none is.</exception>
    public static IReadOnlyList<string> Write(string path, Image image, MaterialMaps? maps, Recipe recipe, bool withMaps)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(recipe);
        if (withMaps && maps is null)
            throw new InvalidRequestException("maps", "This model makes pictures; they have no material maps.", "Leave the maps out, or use a model of materials.");
        (string Name, Image Image, PngFormat Format)[] entries = [(MapNames.BaseColor, image, PngFormat.Colour), .. withMaps ? Others(maps!) : []];
        var paths = Paths(path, withMaps);
        var encoded = new byte[entries.Length][];
        Parallel.For(0, encoded.Length, i =>
            encoded[i] = PngWriter.Encode(entries[i].Image, entries[i].Format, (recipe with { Map = entries[i].Name }).ToTexts()));

        // The base colour stands first and again among the maps.
        AtomicFile.WriteAll([.. paths.Select((file, i) => (file, (Action<Stream>)(stream => stream.Write(encoded[Math.Max(0, i - 1)]))))]);
        return paths;
    }

    private static (string Name, Image Image, PngFormat Format)[] Others(MaterialMaps maps) =>
    [
        (MapNames.Normal, maps.Normal, PngFormat.Data),
        (MapNames.Height, maps.Height, PngFormat.Data16),
        (MapNames.Roughness, maps.Roughness, PngFormat.Data),
        (MapNames.Metallic, maps.Metallic, PngFormat.Data),
        (MapNames.Occlusion, maps.Occlusion, PngFormat.Data),
    ];
}
