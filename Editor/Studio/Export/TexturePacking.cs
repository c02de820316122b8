using Scumble.Imaging;
using Scumble.Materials;

namespace Scumble.Studio;

/// <summary>Maps to the textures that an engine reads: other sizes, packed channels, normals that point as it wants.</summary>
internal static class TexturePacking
{
    /// <summary>A map in another size; normals keep their length.</summary>
    /// <param name="map">Which map it is.</param>
    /// <param name="image">Not changed.</param>
    /// <param name="size">The longest edge, or null for the same size.</param>
    /// <param name="tile">The axes on which it repeats.</param>
    public static Image Sized(MaterialMap map, Image image, int? size, TileMode tile)
    {
        if (size is not { } edge || edge == Math.Max(image.Width, image.Height)) return image;
        var scale = (double)edge / Math.Max(image.Width, image.Height);
        var result = Resize.To(image, Math.Max(1, (int)Math.Round(image.Width * scale)), Math.Max(1, (int)Math.Round(image.Height * scale)), tile);
        if (map == MaterialMap.Normal) Normalize(result.Pixels);
        return result;
    }

    /// <summary>The same normals with green pointing the other way; a new picture.</summary>
    public static Image Flipped(Image normals)
    {
        var flipped = normals.Crop(0, 0, normals.Width, normals.Height);
        for (var i = 1; i < flipped.Pixels.Length; i += 3) flipped.Pixels[i] = 1 - flipped.Pixels[i];
        return flipped;
    }

    /// <summary>One texture of the maps; what a material has not got is neutral.</summary>
    /// <param name="file">Where its channels come from.</param>
    /// <param name="maps">All of one size.</param>
    public static Image Pack(ExportFile file, IReadOnlyDictionary<MaterialMap, Image> maps)
    {
        var like = maps.Values.First();
        var packed = new Image(like.Width, like.Height, file.Channels.Count);
        for (var c = 0; c < file.Channels.Count; c++)
        {
            var source = file.Channels[c];
            var image = source.Map is null ? null : maps.GetValueOrDefault(source.Map);
            var constant = source.Map is null ? source.Constant : source.Map.Neutral[source.Channel];
            for (int i = 0, o = c; o < packed.Pixels.Length; i++, o += packed.Channels)
            {
                var value = image is null ? constant : image.Pixels[(i * image.Channels) + source.Channel];
                packed.Pixels[o] = source.Inverted ? 1 - value : value;
            }
        }
        return packed;
    }

    private static void Normalize(Span<float> normals)
    {
        for (var i = 0; i < normals.Length; i += 3)
        {
            var (x, y, z) = ((2 * normals[i]) - 1, (2 * normals[i + 1]) - 1, (2 * normals[i + 2]) - 1);
            var half = 0.5f / MathF.Max(MathF.Sqrt((x * x) + (y * y) + (z * z)), 1e-6f);
            (normals[i], normals[i + 1], normals[i + 2]) = ((x * half) + 0.5f, (y * half) + 0.5f, (z * half) + 0.5f);
        }
    }
}
