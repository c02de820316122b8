using Scumble.Imaging;
using Scumble.Tensors;

namespace Scumble.Materials;

/// <summary>
/// The maps of one decoded material as pictures on a device, each made when it is first asked for: cut out of the planes, or derived from
/// another. Owns its buffers, which the next material overwrites. One thread.
/// </summary>
public sealed class MaterialPictures : IDisposable
{
    private readonly IImageOps _images;
    private readonly MaterialLayout _layout;
    private readonly int _width;
    private readonly int _height;
    private readonly Dictionary<MaterialMap, Tensor> _pictures = [];
    private readonly HashSet<MaterialMap> _made = [];
    private Tensor? _planes;
    private (int X, int Y, TileMode Tile) _cut;

    /// <param name="images">The verbs of the device.</param>
    /// <param name="layout">Which channel is which map.</param>
    /// <param name="width">Width of the material in pixels.</param>
    /// <param name="height">Height of the material in pixels.</param>
    public MaterialPictures(IImageOps images, MaterialLayout layout, int width, int height)
    {
        ArgumentNullException.ThrowIfNull(images);
        ArgumentNullException.ThrowIfNull(layout);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        (_images, _layout, _width, _height) = (images, layout, width, height);
    }

    /// <summary>Takes another material.</summary>
    /// <param name="planes">[1, channels, h, w], -1..1; used until the next material.</param>
    /// <param name="x">Where the material begins in the planes, from the left.</param>
    /// <param name="y">Where the material begins in the planes, from the top.</param>
    /// <param name="tile">The axes on which it repeats.</param>
    public void Begin(Tensor planes, int x, int y, TileMode tile)
    {
        ArgumentNullException.ThrowIfNull(planes);
        (_planes, _cut) = (planes, (x, y, tile));
        _made.Clear();
    }

    /// <summary>A map's picture, [height, width, channels], valid until the next material.</summary>
    /// <exception cref="KeyNotFoundException">The material has no such map.</exception>
    public Tensor Of(MaterialMap map)
    {
        ArgumentNullException.ThrowIfNull(map);
        if (_planes is null) throw new InvalidOperationException("There is no material yet.");
        if (!_layout.Maps.Contains(map)) throw new KeyNotFoundException($"The material has no {map}.");
        if (!_pictures.TryGetValue(map, out var picture))
            _pictures.Add(map, picture = _images.Tensors.Create(new TensorShape(_height, _width, map.ChannelCount), ElementType.Float32)); // [h, w, c]
        if (!_made.Add(map)) return picture;
        if (_layout.FirstChannel(map) is { } first) _images.FromPlanes(picture, _planes, first, _cut.X, _cut.Y);
        else map.Derive!(_images, picture, Of(map.Source!), _cut.Tile, NormalFromHeight.DefaultDepth);
        return picture;
    }

    /// <summary>Releases the buffers.</summary>
    public void Dispose()
    {
        foreach (var picture in _pictures.Values) picture.Dispose();
        _pictures.Clear();
    }
}
