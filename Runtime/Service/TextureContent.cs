using Scumble.Imaging;
using Scumble.Materials;
using Scumble.Stages;

namespace Scumble.Service;

/// <summary>The pixels of a picture or a material in host memory, rounded as files store them: so what was just made and what a cache had are the same bits.</summary>
public sealed class TextureContent
{
    private readonly Dictionary<MaterialMap, Image> _images;
    private readonly Dictionary<MaterialMap, byte[][]> _levels;

    private TextureContent(IEnumerable<KeyValuePair<MaterialMap, Image>> images, Dictionary<MaterialMap, byte[][]>? levels = null)
    {
        (_images, _levels) = (new(images), levels ?? []);
        Maps = [.. MaterialMap.All.Where(_images.ContainsKey)];
        var first = _images[MaterialMap.BaseColor];
        (Width, Height) = (first.Width, first.Height);
    }

    /// <summary>Pixels in a row.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>The maps, in the order of <see cref="MaterialMap.All"/>; of a picture the base colour alone.</summary>
    public IReadOnlyList<MaterialMap> Maps { get; }

    /// <summary>A map's values, 0..1; do not change it.</summary>
    /// <exception cref="KeyNotFoundException">There is no such map.</exception>
    public Image this[MaterialMap map] => _images.TryGetValue(map, out var image) ? image : throw new KeyNotFoundException($"The texture has no {map}.");

    /// <summary>All levels of a map as texels in its format, the largest first; made when first asked for. Do not change them.</summary>
    public IReadOnlyList<byte[]> Levels(MaterialMap map)
    {
        lock (_levels)
        {
            if (_levels.TryGetValue(map, out var known)) return known;
            byte[][] levels = [.. MipChain.Create(this[map], map.Filter, map.Format).Select(level => Texels.Encode(level, map.Format))];
            _levels.Add(map, levels);
            return levels;
        }
    }

    /// <summary>What a pipeline gave.</summary>
    public static TextureContent Of(TextureResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return Of(result.Image, result.Maps);
    }

    /// <summary>A picture, or a material.</summary>
    /// <param name="image">RGB: the base colour.</param>
    /// <param name="maps">The material, or null.</param>
    public static TextureContent Of(Image image, MaterialMaps? maps)
    {
        ArgumentNullException.ThrowIfNull(image);
        return Of((maps?.All ?? [MaterialMap.BaseColor]).ToDictionary(map => map, map => map == MaterialMap.BaseColor ? image : maps![map]));
    }

    /// <summary>One value for each map, a single texel large.</summary>
    /// <param name="values">By map; the base colour is among them.</param>
    public static TextureContent Flat(IReadOnlyDictionary<MaterialMap, float[]> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return Of(values.ToDictionary(pair => pair.Key, pair =>
        {
            var image = new Image(1, 1, pair.Key.ChannelCount);
            pair.Value.CopyTo(image.Pixels);
            return image;
        }));
    }

    /// <summary>The base colour alone.</summary>
    public TextureContent Picture() => Maps.Count == 1 ? this : new([new(MaterialMap.BaseColor, this[MaterialMap.BaseColor])], _levels);

    internal static TextureContent Of(IReadOnlyDictionary<MaterialMap, Image> images) =>
        new(images.Select(pair => new KeyValuePair<MaterialMap, Image>(pair.Key, Rounded(pair.Value, Most(pair.Key)))));

    /// <summary>The largest whole number that a file stores of a map.</summary>
    internal static float Most(MaterialMap map) => map.Format == TexelFormat.Rgba16Float ? ushort.MaxValue : byte.MaxValue;

    // As PNG stores it, and as it is read back.
    private static Image Rounded(Image image, float most)
    {
        var rounded = new Image(image.Width, image.Height, image.Channels);
        for (var i = 0; i < image.Pixels.Length; i++)
            rounded.Pixels[i] = image.Pixels[i] is var value && value > 0 ? (int)((MathF.Min(value, 1) * most) + 0.5f) / most : 0;
        return rounded;
    }
}
