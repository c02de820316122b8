using Scumble.Tensors;

namespace Scumble.Imaging;

/// <summary>
/// A picture in host memory: float32, nominally 0..1, rows from top to bottom, channels interleaved
/// (1 grey, 3 RGB, 4 RGB and alpha). It owns its pixels; the garbage collector frees them. One writer at a time.
/// </summary>
public sealed class Image
{
    private readonly float[] _pixels;

    /// <summary>A black picture.</summary>
    /// <param name="width">Pixels in a row, at least 1.</param>
    /// <param name="height">Rows, at least 1.</param>
    /// <param name="channels">1, 3 or 4.</param>
    public Image(int width, int height, int channels)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        if (channels is not (1 or 3 or 4))
            throw new ArgumentOutOfRangeException(nameof(channels), channels, "A picture has 1, 3 or 4 channels.");
        Width = width;
        Height = height;
        Channels = channels;
        _pixels = new float[checked(width * height * channels)];
    }

    /// <summary>Pixels in a row.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>1 (grey), 3 (RGB) or 4 (RGB and alpha).</summary>
    public int Channels { get; }

    /// <summary>All values, [Height, Width, Channels].</summary>
    public Span<float> Pixels => _pixels;

    /// <summary>The values of row <paramref name="y"/>, [Width, Channels].</summary>
    public Span<float> Row(int y) => _pixels.AsSpan(y * Width * Channels, Width * Channels);

    /// <summary>The value of one channel of one pixel.</summary>
    public ref float this[int x, int y, int channel = 0]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)x, (uint)Width, nameof(x));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)channel, (uint)Channels, nameof(channel));
            return ref _pixels[((y * Width) + x) * Channels + channel];
        }
    }

    /// <summary>
    /// A picture from planes as networks give them, [channels, height, width] in -1..1: each value becomes
    /// (value + 1) / 2, clamped to 0..1 (not a number becomes 0).
    /// </summary>
    public static Image FromPlanes(ReadOnlySpan<float> planes, int width, int height, int channels)
    {
        var image = new Image(width, height, channels);
        if (planes.Length != image._pixels.Length)
            throw new ArgumentException($"[{channels}, {height}, {width}] needs {image._pixels.Length} values, not {planes.Length}.", nameof(planes));
        var size = width * height;
        for (var c = 0; c < channels; c++)
        {
            var plane = planes.Slice(c * size, size);
            for (int i = 0, o = c; i < size; i++, o += channels)
                image._pixels[o] = ToUnit(plane[i]);
        }
        return image;
    }

    /// <summary>A copy of a picture on a device. Waits for the device.</summary>
    /// <param name="ops">The arithmetic of the device.</param>
    /// <param name="picture">[height, width, channels], float32.</param>
    public static Image Download(ITensorOps ops, Tensor picture)
    {
        ArgumentNullException.ThrowIfNull(ops);
        ImageChecks.RequirePicture(picture);
        var image = new Image(picture.Shape[1], picture.Shape[0], picture.Shape[2]);
        ops.Download(picture, image._pixels);
        return image;
    }

    /// <summary>A copy on a device: a new [height, width, channels], float32, which is the caller's.</summary>
    /// <param name="ops">The arithmetic of the device.</param>
    public Tensor Upload(ITensorOps ops)
    {
        ArgumentNullException.ThrowIfNull(ops);
        var tensor = ops.Create(new TensorShape(Height, Width, Channels), ElementType.Float32);
        ops.Upload(tensor, _pixels);
        return tensor;
    }

    /// <summary>A copy of a rectangle that lies inside this picture.</summary>
    public Image Crop(int x, int y, int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(x);
        ArgumentOutOfRangeException.ThrowIfNegative(y);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(width, Width - x);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(height, Height - y);
        var crop = new Image(width, height, Channels);
        for (var row = 0; row < height; row++)
            Row(y + row).Slice(x * Channels, width * Channels).CopyTo(crop.Row(row));
        return crop;
    }

    private static float ToUnit(float value) => value > -1f ? MathF.Min((value + 1f) * 0.5f, 1f) : 0f;
}
