using Scumble.Tensors;

namespace Scumble.Imaging;

/// <summary>Pictures as networks read them: one plane after the other, [channels, height, width].</summary>
public static class Planes
{
    private const float HalfWhite = 0.5f;

    // ITU-R BT.601, as picture files are usually turned to grey.
    private static readonly float[] Luma = [0.299f, 0.587f, 0.114f];

    /// <summary>Red, green and blue of a picture at another size, 0..1, [3, height, width]. Grey is three times the same; transparency is dropped.</summary>
    public static float[] Rgb(Image image, int width, int height)
    {
        ArgumentNullException.ThrowIfNull(image);
        var sized = Sized(image, width, height);
        var size = width * height;
        var pixels = sized.Pixels;
        var planes = new float[3 * size];
        for (var c = 0; c < 3; c++)
            for (var i = 0; i < size; i++) planes[(c * size) + i] = pixels[(i * sized.Channels) + (sized.Channels == 1 ? 0 : c)];
        return planes;
    }

    /// <summary>The brightness of a picture at another size, 0..1, [height, width].</summary>
    public static float[] Grey(Image image, int width, int height)
    {
        ArgumentNullException.ThrowIfNull(image);
        var sized = Sized(image, width, height);
        var grey = new float[width * height];
        for (var i = 0; i < grey.Length; i++)
        {
            var pixel = sized.Pixels.Slice(i * sized.Channels, sized.Channels);
            grey[i] = pixel.Length == 1 ? pixel[0] : (Luma[0] * pixel[0]) + (Luma[1] * pixel[1]) + (Luma[2] * pixel[2]);
        }
        return grey;
    }

    /// <summary>Whether any pixel of a mask is at least half white.</summary>
    public static bool HasWhite(Image image)
    {
        ArgumentNullException.ThrowIfNull(image);
        return Grey(image, image.Width, image.Height).Any(value => value >= HalfWhite);
    }

    /// <summary>A mask at a smaller size, [height, width] in one channel: 1 where any of a place's pixels is at least half white, else 0.</summary>
    public static Image AnyWhite(Image image, int width, int height)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(width, image.Width);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(height, image.Height);
        var (small, grey) = (new Image(width, height, 1), Grey(image, image.Width, image.Height));
        for (var i = 0; i < grey.Length; i++)
            if (grey[i] >= HalfWhite) small[(int)((long)(i % image.Width) * width / image.Width), (int)((long)(i / image.Width) * height / image.Height)] = 1;
        return small;
    }

    /// <summary>A picture on a canvas, resampled to a window, its edges continued over the rest: each value v as a v + b.</summary>
    /// <param name="image">Not changed.</param>
    /// <param name="shape">[1, 3, h, w] for <see cref="Rgb"/>, [1, 1, h, w] for <see cref="Grey"/>.</param>
    /// <param name="window">Where the picture lies on the canvas.</param>
    /// <param name="a">The factor.</param>
    /// <param name="b">What is added.</param>
    public static float[] OnCanvas(Image image, TensorShape shape, CropWindow window, double a, double b)
    {
        var values = shape[1] == 1 ? Grey(image, window.Width, window.Height) : Rgb(image, window.Width, window.Height);
        for (var i = 0; i < values.Length; i++) values[i] = (float)((a * values[i]) + b);
        return window.Place(values, shape[3], shape[2]);
    }

    /// <summary>A window of planes as a picture (<see cref="Image.FromPlanes"/>).</summary>
    /// <param name="planes">[channels, rows, columns] in -1..1, with 1, 3 or 4 channels.</param>
    /// <param name="columns">Length of a row of the planes.</param>
    /// <param name="x">Left edge of the window.</param>
    /// <param name="y">Top edge of the window.</param>
    /// <param name="width">Width of the window.</param>
    /// <param name="height">Height of the window.</param>
    /// <param name="channels">Number of planes.</param>
    public static Image Cut(ReadOnlySpan<float> planes, int columns, int x, int y, int width, int height, int channels)
    {
        var rows = planes.Length / channels / columns;
        if ((x, y, width, height) == (0, 0, columns, rows)) return Image.FromPlanes(planes, width, height, channels);
        var cut = new float[channels * height * width];
        for (var c = 0; c < channels; c++)
            for (var row = 0; row < height; row++)
                planes.Slice((((c * rows) + y + row) * columns) + x, width).CopyTo(cut.AsSpan(((c * height) + row) * width, width));
        return Image.FromPlanes(cut, width, height, channels);
    }

    /// <summary>Planes enlarged by a whole factor, bilinearly between pixel centres.</summary>
    /// <param name="planes">[channels, height, width].</param>
    /// <param name="width">Width before.</param>
    /// <param name="height">Height before.</param>
    /// <param name="factor">At least 1.</param>
    /// <param name="tile">The axes whose edges meet; at others the edge is repeated.</param>
    public static float[] Enlarge(ReadOnlySpan<float> planes, int width, int height, int factor, TileMode tile = TileMode.None)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(factor);
        var channels = planes.Length / (width * height);
        var (w, h) = (width * factor, height * factor);
        var result = new float[channels * w * h];
        for (var c = 0; c < channels; c++)
        {
            var from = planes.Slice(c * width * height, width * height);
            for (var y = 0; y < h; y++)
            {
                var (top, bottom, v) = Between(y, factor, height, Wrap.Y(tile));
                for (var x = 0; x < w; x++)
                {
                    var (left, right, u) = Between(x, factor, width, Wrap.X(tile));
                    var upper = float.Lerp(from[(top * width) + left], from[(top * width) + right], u);
                    var lower = float.Lerp(from[(bottom * width) + left], from[(bottom * width) + right], u);
                    result[(((c * h) + y) * w) + x] = float.Lerp(upper, lower, v);
                }
            }
        }
        return result;
    }

    private static (int Below, int Above, float Share) Between(int index, int factor, int length, bool repeats)
    {
        var at = ((index + 0.5f) / factor) - 0.5f;
        if (!repeats) at = Math.Max(0, at);
        var below = (int)MathF.Floor(at);
        return (Wrap.Index(below, length, repeats), Wrap.Index(below + 1, length, repeats), at - below);
    }

    private static Image Sized(Image image, int width, int height) =>
        image.Width == width && image.Height == height ? image : Resize.To(image, width, height);
}
