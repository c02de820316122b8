using System.Numerics;

namespace Scumble.Imaging;

// Reverse reprojection: D. Nehab et al., "Accelerating real-time shading with reverse reprojection caching", 2007. Each pixel is looked up where the other view saw it; of the
// four pixels around, those count that show the same surface: their inverse is the expected one but for a share of it, and for what the surface's own slope makes of a pixel.

/// <summary>A picture of one view, carried over into another.</summary>
public static class Reproject
{
    /// <summary>The share of the four pixels around, by weight, that must show the surface.</summary>
    private const float LeastShare = 0.2f;

    /// <summary>The picture as the new view shows it, and where that is known, [h, w, 1]: 1 on 0.</summary>
    /// <param name="picture">What was seen in the other view.</param>
    /// <param name="seen">Its depth, [h, w, 1], as <see cref="LinearDepth.ToInverse"/> gives it.</param>
    /// <param name="inverse">The new view's, of the same size.</param>
    /// <param name="otherwise">Like <paramref name="picture"/>: the new view's own picture, which stays as it is where the other view did not see it.</param>
    /// <param name="motion">From the new view's pixels to the other's.</param>
    /// <param name="tolerance">The share of the inverse within which it is the same surface; not negative.</param>
    /// <param name="share">Of what was seen, 0 to 1; the rest is <paramref name="otherwise"/>.</param>
    /// <exception cref="ArgumentException">Pictures are of another size or have other channels.</exception>
    public static (Image Picture, Image Known) Create(Image picture, Image seen, Image inverse, Image otherwise, CameraMotion motion, float tolerance, float share = 1)
    {
        ArgumentNullException.ThrowIfNull(picture);
        ArgumentNullException.ThrowIfNull(seen);
        ArgumentNullException.ThrowIfNull(inverse);
        ArgumentNullException.ThrowIfNull(otherwise);
        Check(tolerance, share);
        foreach (var (image, channels) in new[] { (seen, 1), (inverse, 1), (otherwise, picture.Channels) })
            if ((image.Width, image.Height, image.Channels) != (picture.Width, picture.Height, channels))
                throw new ArgumentException($"Expected a picture of {picture.Width}x{picture.Height} with {channels} channel(s), found {image.Width}x{image.Height} with {image.Channels}.");
        var (target, known) = (new Image(picture.Width, picture.Height, picture.Channels), new Image(picture.Width, picture.Height, 1));
        Parallel.For(0, target.Height, y =>
        {
            Span<float> sum = stackalloc float[4];
            for (var x = 0; x < target.Width; x++)
            {
                sum.Clear();
                var weight = Look(picture, seen, inverse, motion.Matrix, tolerance, x, y, sum);
                var isKnown = weight >= LeastShare;
                known[x, y] = isKnown ? 1 : 0;
                for (var c = 0; c < target.Channels; c++) target[x, y, c] = otherwise[x, y, c] + (isKnown ? ((sum[c] / weight) - otherwise[x, y, c]) * share : 0);
            }
        });
        return (target, known);
    }

    internal static void Check(float tolerance, float share)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(tolerance);
        ArgumentOutOfRangeException.ThrowIfNegative(share);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(share, 1);
    }

    private static float Look(Image picture, Image seen, Image inverse, Matrix4x4 motion, float tolerance, int x, int y, Span<float> sum)
    {
        var e = inverse[x, y];
        var place = Vector4.Transform(new Vector4(x, y, e, 1), motion);
        if (!(place.W > 0)) return 0;
        var (atX, atY, expected) = (place.X / place.W, place.Y / place.W, place.Z / place.W);
        if (!(atX >= -0.5f && atY >= -0.5f && atX < picture.Width - 0.5f && atY < picture.Height - 0.5f)) return 0;
        var allowed = (tolerance * expected) + Slope(e, At(inverse, x - 1, y), At(inverse, x + 1, y)) + Slope(e, At(inverse, x, y - 1), At(inverse, x, y + 1));
        var (left, top, all) = ((int)MathF.Floor(atX), (int)MathF.Floor(atY), 0f);
        for (var k = 0; k < 4; k++)
        {
            var (i, j) = (left + (k & 1), top + (k >> 1));
            var share = (1 - MathF.Abs(atX - i)) * (1 - MathF.Abs(atY - j));
            if (!(share > 0) || (uint)i >= (uint)picture.Width || (uint)j >= (uint)picture.Height) continue;
            // Nothing is the same as nothing alone.
            if (e > 0 ? !(seen[i, j] > 0) || MathF.Abs(seen[i, j] - expected) > allowed : seen[i, j] > 0) continue;
            for (var c = 0; c < picture.Channels; c++) sum[c] += share * picture[i, j, c];
            all += share;
        }
        return all;
    }

    private static float At(Image image, int x, int y) => (uint)x < (uint)image.Width && (uint)y < (uint)image.Height ? image[x, y] : 0;

    // Of both sides the one that stays on the surface.
    private static float Slope(float here, float before, float after) => MathF.Min(MathF.Abs(here - before), MathF.Abs(after - here));
}
