using System.Numerics.Tensors;

namespace Scumble.Imaging;

// K. Turkowski, "Filters for common resampling tasks", 1990: Lanczos-windowed sinc with three lobes,
// L(x) = sinc(x) sinc(x / 3) for |x| < 3, widened by the scale when shrinking so that nothing aliases.

/// <summary>Resampling with a separable Lanczos filter; a texture that repeats still repeats afterwards.</summary>
public static class Resize
{
    private const int Lobes = 3;

    /// <summary>A new picture of another size. Values are filtered as they are stored (no gamma) and clamped to 0..1.</summary>
    /// <param name="image">Not changed.</param>
    /// <param name="width">New width, at least 1.</param>
    /// <param name="height">New height, at least 1.</param>
    /// <param name="tile">The axes on which the filter reaches over to the other side.</param>
    /// <param name="cancellation">Ends the work between rows.</param>
    public static Image To(Image image, int width, int height, TileMode tile = TileMode.None, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(image);
        var result = new Image(width, height, image.Channels);
        var rows = Taps(image.Height, height, Wrap.Y(tile));
        var columns = Taps(image.Width, width, Wrap.X(tile));
        Parallel.For(0, height, new ParallelOptions { CancellationToken = cancellation }, () => new float[image.Width * image.Channels], (y, _, column) =>
        {
            // [image.Width, channels]: a row of the new height, then its new width.
            column.AsSpan().Clear();
            foreach (var (source, weight) in rows[y])
                TensorPrimitives.MultiplyAdd(image.Row(source), weight, column, column);
            Shrink(column, columns, image.Channels, result.Row(y));
            return column;
        }, _ => { });
        return result;
    }

    /// <summary>A picture whose longer edge is at most so long: the same where it is small enough, else a smaller one.</summary>
    /// <param name="image">Not changed.</param>
    /// <param name="edge">The longest edge in pixels, at least 1.</param>
    /// <param name="tile">The axes on which the filter reaches over to the other side.</param>
    public static Image Within(Image image, int edge, TileMode tile = TileMode.None)
    {
        ArgumentNullException.ThrowIfNull(image);
        var (width, height) = SizeWithin(image.Width, image.Height, edge);
        return width == image.Width && height == image.Height ? image : To(image, width, height, tile);
    }

    /// <summary>The size of a picture whose longer edge is at most so long, in the same shape; no edge is shorter than a pixel.</summary>
    public static (int Width, int Height) SizeWithin(int width, int height, int edge)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(edge);
        var longer = Math.Max(width, height);
        return longer <= edge ? (width, height) : ((int)Math.Max(1, (long)width * edge / longer), (int)Math.Max(1, (long)height * edge / longer));
    }

    private static void Shrink(ReadOnlySpan<float> from, (int Index, float Weight)[][] columns, int channels, Span<float> to)
    {
        for (var x = 0; x < columns.Length; x++)
        {
            for (var c = 0; c < channels; c++)
            {
                var sum = 0f;
                foreach (var (source, weight) in columns[x])
                    sum += weight * from[(source * channels) + c];
                to[(x * channels) + c] = Math.Clamp(sum, 0f, 1f);
            }
        }
    }

    private static (int Index, float Weight)[][] Taps(int from, int to, bool repeats)
    {
        var step = (double)from / to;
        var scale = Math.Max(1, step);
        var taps = new (int, float)[to][];
        for (var i = 0; i < to; i++)
        {
            var centre = ((i + 0.5) * step) - 0.5;
            var first = (int)Math.Ceiling(centre - (Lobes * scale));
            var last = (int)Math.Floor(centre + (Lobes * scale));
            var weights = Enumerable.Range(first, last - first + 1).Select(j => Lanczos((j - centre) / scale)).ToArray();
            var sum = weights.Sum();
            taps[i] = [.. weights.Select((w, k) => (Wrap.Index(first + k, from, repeats), (float)(w / sum))).Where(tap => tap.Item2 != 0)];
        }
        return taps;
    }

    private static double Lanczos(double x) => Math.Abs(x) < Lobes ? Sinc(x) * Sinc(x / Lobes) : 0;

    private static double Sinc(double x) => Math.Abs(x) < 1e-9 ? 1 : Math.Sin(Math.PI * x) / (Math.PI * x);
}
