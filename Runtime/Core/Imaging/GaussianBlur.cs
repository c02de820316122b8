using System.Numerics.Tensors;

namespace Scumble.Imaging;

// Separable: g(i) = exp(-i^2 / (2 sigma^2)) / sum, for |i| <= r = round(4 sigma).

/// <summary>The Gaussian blur, which ends four standard deviations out.</summary>
public static class GaussianBlur
{
    /// <summary>The largest standard deviation.</summary>
    public const float MaxSigma = 64;

    /// <summary>A blurred copy.</summary>
    /// <param name="image">Not changed.</param>
    /// <param name="sigma">The standard deviation in pixels, above 0 and at most <see cref="MaxSigma"/>.</param>
    /// <param name="tile">The axes on which the blur reaches over to the other side; elsewhere the edge pixel is continued.</param>
    /// <param name="cancellation">Ends the work between rows.</param>
    public static Image Create(Image image, float sigma, TileMode tile, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sigma);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(sigma, MaxSigma);
        var weights = Weights(sigma);
        var (rows, result) = (new Image(image.Width, image.Height, image.Channels), new Image(image.Width, image.Height, image.Channels));
        var options = new ParallelOptions { CancellationToken = cancellation };
        Parallel.For(0, image.Height, options, y => AlongX(image.Row(y), rows.Row(y), image.Channels, weights, Wrap.X(tile)));
        Parallel.For(0, image.Height, options, y => AlongY(rows, result.Row(y), y, weights, Wrap.Y(tile)));
        return result;
    }

    /// <summary>How many pixels to either side count.</summary>
    public static int Radius(float sigma) => (int)((4 * sigma) + 0.5f);

    private static float[] Weights(float sigma)
    {
        var r = Radius(sigma);
        var g = Enumerable.Range(-r, (2 * r) + 1).Select(i => Math.Exp(-i * i / (2.0 * sigma * sigma))).ToArray();
        var sum = g.Sum();
        return [.. g.Select(w => (float)(w / sum))];
    }

    private static void AlongX(ReadOnlySpan<float> from, Span<float> to, int channels, float[] weights, bool repeats)
    {
        var (width, r) = (from.Length / channels, weights.Length / 2);
        for (var x = 0; x < width; x++)
        {
            var sums = to.Slice(x * channels, channels);
            for (var i = -r; i <= r; i++)
            {
                var at = Wrap.Index(x + i, width, repeats) * channels;
                for (var c = 0; c < channels; c++) sums[c] += weights[i + r] * from[at + c];
            }
        }
    }

    private static void AlongY(Image from, Span<float> to, int y, float[] weights, bool repeats)
    {
        var r = weights.Length / 2;
        for (var i = -r; i <= r; i++)
            TensorPrimitives.MultiplyAdd(from.Row(Wrap.Index(y + i, from.Height, repeats)), weights[i + r], to, to);
    }
}
