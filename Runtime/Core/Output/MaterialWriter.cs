using Scumble.Diagnostics;
using Scumble.Imaging;
using Scumble.Materials;

namespace Scumble.Output;

/// <summary>Writes a picture, or a material, as PNG files, all or none.</summary>
public static class MaterialWriter
{
    /// <summary>The files that <see cref="Write"/> makes: the base colour first, then NAME.basecolor.png, NAME.normal.png...</summary>
    /// <param name="path">The base colour's file, for example "moss.png".</param>
    /// <param name="maps">The maps that are written beside it too.</param>
    public static IReadOnlyList<string> Paths(string path, params IReadOnlyList<MaterialMap> maps)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(maps);
        var stem = Path.GetExtension(path).Equals(".png", StringComparison.OrdinalIgnoreCase) ? path[..^4] : path;
        return [path, .. maps.Select(map => $"{stem}.{map.FileSuffix}.png")];
    }

    /// <summary>Writes a picture to <paramref name="path"/> and, if asked, every map of its material beside it.</summary>
    /// <param name="path">The picture's file.</param>
    /// <param name="image">The picture: a material's base colour, or all that there is. Not changed.</param>
    /// <param name="maps">Not changed; null where the picture has no material. Maps of halves are stored in 16 bits, all else in 8; only colours are marked sRGB.</param>
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
        var all = withMaps ? maps!.All : [MaterialMap.BaseColor];
        var encoded = new byte[all.Count][];
        Parallel.For(0, encoded.Length, i => encoded[i] = PngWriter.Encode(
            all[i] == MaterialMap.BaseColor ? image : maps![all[i]], FormatOf(all[i]), (recipe with { Map = all[i].FileSuffix }).ToTexts()));

        // The base colour stands first and again among the maps.
        var paths = Paths(path, withMaps ? all : []);
        AtomicFile.WriteAll([.. paths.Select((file, i) => (file, encoded[Math.Max(0, i - 1)]))]);
        return paths;
    }

    /// <summary>How a map's file stores it: halves in 16 bits, all else in 8; only colours are marked sRGB.</summary>
    public static PngFormat FormatOf(MaterialMap map)
    {
        ArgumentNullException.ThrowIfNull(map);
        return map.Format switch
        {
            TexelFormat.Rgba8Srgb => PngFormat.Colour,
            TexelFormat.Rgba16Float => PngFormat.Data16,
            _ => PngFormat.Data,
        };
    }
}
