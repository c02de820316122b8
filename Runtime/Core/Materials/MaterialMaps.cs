using Scumble.Imaging;
using Scumble.Tensors;

namespace Scumble.Materials;

/// <summary>The maps of one PBR material in glTF's words, all of one size, values 0..1. Immutable; maps are shared, not copied.</summary>
public sealed class MaterialMaps
{
    private readonly Dictionary<MaterialMap, Image> _images;

    /// <param name="images">The maps; the base colour is among them.</param>
    /// <exception cref="ArgumentException">A map has the wrong number of channels or another size than the base colour, or that is missing.</exception>
    public MaterialMaps(IReadOnlyDictionary<MaterialMap, Image> images)
    {
        ArgumentNullException.ThrowIfNull(images);
        if (!images.TryGetValue(MaterialMap.BaseColor, out var like)) throw new ArgumentException("There is no base colour.", nameof(images));
        foreach (var (map, image) in images)
        {
            if (image.Channels != map.ChannelCount || image.Width != like.Width || image.Height != like.Height)
                throw new ArgumentException(
                    $"Expected {map} of {like.Width}x{like.Height} with {map.ChannelCount} channel(s), found {image.Width}x{image.Height} with {image.Channels}.", nameof(images));
        }
        _images = new(images);
        All = [.. MaterialMap.All.Where(images.ContainsKey)];
    }

    /// <summary>The kinds of maps that there are, in the order of <see cref="MaterialMap.All"/>.</summary>
    public IReadOnlyList<MaterialMap> All { get; }

    /// <summary>A map; its kind says what it means.</summary>
    /// <exception cref="KeyNotFoundException">The material has no such map.</exception>
    public Image this[MaterialMap map] => _images.TryGetValue(map, out var image) ? image : throw new KeyNotFoundException($"The material has no {map}.");

    /// <inheritdoc cref="MaterialMap.BaseColor"/>
    public Image BaseColor => this[MaterialMap.BaseColor];

    /// <inheritdoc cref="MaterialMap.Normal"/>
    public Image Normal => this[MaterialMap.Normal];

    /// <inheritdoc cref="MaterialMap.Height"/>
    public Image Height => this[MaterialMap.Height];

    /// <inheritdoc cref="MaterialMap.Roughness"/>
    public Image Roughness => this[MaterialMap.Roughness];

    /// <inheritdoc cref="MaterialMap.Metallic"/>
    public Image Metallic => this[MaterialMap.Metallic];

    /// <inheritdoc cref="MaterialMap.Occlusion"/>
    public Image Occlusion => this[MaterialMap.Occlusion];

    /// <summary>The maps of a decoded material, those that follow from others too.</summary>
    /// <param name="planes">[1, channels, h, w] in host memory, -1..1.</param>
    /// <param name="layout">Which channel is which map.</param>
    /// <param name="x">Where the material begins in the planes, from the left.</param>
    /// <param name="y">Where the material begins in the planes, from the top.</param>
    /// <param name="width">Width of the material.</param>
    /// <param name="height">Height of the material.</param>
    /// <param name="tile">The axes on which it repeats.</param>
    public static MaterialMaps FromPlanes(CpuTensor<float> planes, MaterialLayout layout, int x, int y, int width, int height, TileMode tile)
    {
        ArgumentNullException.ThrowIfNull(layout);
        using var pictures = new MaterialPictures(new CpuImageOps(), layout, width, height);
        pictures.Begin(planes, x, y, tile);
        return new(layout.Maps.ToDictionary(map => map, map => CpuImageOps.ToImage(pictures.Of(map))));
    }
}
