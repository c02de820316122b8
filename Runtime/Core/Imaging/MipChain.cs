namespace Scumble.Imaging;

// A box filter that covers exactly the area of the smaller texel, so that every level has the mean of the picture. Along an
// axis of n texels that becomes m = max(1, n / 2): two texels with equal weights where n is even; where it is odd,
// the texels 2i, 2i + 1, 2i + 2 with the weights (m - i, m, i + 1) / n (D. Guinier, J. Peeters, "Non-power-of-two mipmapping", 2005).

/// <summary>The smaller levels of a texture, each from the one before it as it is stored.</summary>
public static class MipChain
{
    /// <summary>How many levels lead from a size down to a single texel.</summary>
    public static int LevelCount(int width, int height) => 1 + int.Log2(Math.Max(width, height));

    /// <summary>All levels, the picture itself first; every level is rounded as the format stores it.</summary>
    /// <param name="image">Values as the texture stores them: sRGB-encoded for <see cref="MipFilter.Srgb"/>. Not changed.</param>
    /// <param name="filter">What is averaged; <see cref="MipFilter.Normal"/> takes three channels.</param>
    /// <param name="format">How the texture stores its texels.</param>
    public static Image[] Create(Image image, MipFilter filter, TexelFormat format)
    {
        ArgumentNullException.ThrowIfNull(image);
        if (filter == MipFilter.Normal) ArgumentOutOfRangeException.ThrowIfLessThan(image.Channels, 3, nameof(image));
        var levels = new Image[LevelCount(image.Width, image.Height)];
        levels[0] = Stored(image, format);
        for (var i = 1; i < levels.Length; i++)
            levels[i] = Stored(Halve(levels[i - 1], filter), format);
        return levels;
    }

    private static Image Halve(Image image, MipFilter filter)
    {
        var half = new Image(Math.Max(1, image.Width / 2), Math.Max(1, image.Height / 2), image.Channels);
        Span<float> mean = stackalloc float[image.Channels];
        for (var y = 0; y < half.Height; y++)
        {
            for (var x = 0; x < half.Width; x++)
            {
                mean.Clear();
                for (var j = 0; j < 3; j++)
                {
                    for (var i = 0; i < 3; i++)
                    {
                        var weight = Weight(image.Width, x, i) * Weight(image.Height, y, j);
                        if (weight == 0) continue;
                        for (var c = 0; c < mean.Length; c++)
                            mean[c] += weight * Value(filter, image[(2 * x) + i, (2 * y) + j, c], c);
                    }
                }
                Store(filter, mean);
                for (var c = 0; c < mean.Length; c++) half[x, y, c] = mean[c];
            }
        }
        return half;
    }

    /// <summary>The share of tap 0, 1 or 2 of texel <paramref name="i"/> along an axis of <paramref name="n"/>.</summary>
    private static float Weight(int n, int i, int tap)
    {
        if (n == 1) return tap == 0 ? 1 : 0;
        if (n % 2 == 0) return tap < 2 ? 0.5f : 0;
        var m = n / 2;
        return (float)(tap switch { 0 => m - i, 1 => m, _ => i + 1 }) / n;
    }

    private static float Value(MipFilter filter, float stored, int channel) => filter switch
    {
        MipFilter.Srgb when channel < 3 => Srgb.ToLinear(stored),
        MipFilter.Normal when channel < 3 => (2 * stored) - 1,
        _ => stored,
    };

    private static void Store(MipFilter filter, Span<float> mean)
    {
        if (filter == MipFilter.Srgb)
        {
            for (var c = 0; c < Math.Min(3, mean.Length); c++) mean[c] = Srgb.FromLinear(mean[c]);
        }
        else if (filter == MipFilter.Normal)
        {
            // Opposite vectors cancel; what is left points straight up.
            var length = MathF.Sqrt((mean[0] * mean[0]) + (mean[1] * mean[1]) + (mean[2] * mean[2]));
            var (nx, ny, nz) = length > 1e-6f ? (mean[0] / length, mean[1] / length, mean[2] / length) : (0, 0, 1);
            (mean[0], mean[1], mean[2]) = ((nx + 1) / 2, (ny + 1) / 2, (nz + 1) / 2);
        }
    }

    private static Image Stored(Image image, TexelFormat format) =>
        Texels.Decode(Texels.Encode(image, format), image.Width, image.Height, image.Channels, format);
}
