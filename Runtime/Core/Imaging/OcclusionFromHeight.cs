using System.Numerics;
using System.Numerics.Tensors;

namespace Scumble.Imaging;

// N. Max, "Horizon mapping: shadows for bump-mapped surfaces", 1988: in each direction p the horizon of a height field
// is its steepest line of sight, t = max over d of depth (h(x + d p) - h(x)) / d. V. Timonen and J. Westerholm,
// "Scalable height field self-shadowing", 2010: the cosine-weighted sky above these horizons. With tan(theta) = 1 / t,
// V = 1/(2 pi) sum over p of w_p [ n_z sin^2(theta) + (n . p) (theta - sin(theta) cos(theta)) ]
//   = 1/(2 pi) sum over p of w_p [ n_z / (1 + t^2) + (n . p) (pi/2 - atan(t) - t / (1 + t^2)) ].
// t starts at the slope of the surface itself, so a plane, level or not, sees all of its sky: V = 1.

/// <summary>Ambient occlusion of a height map from the horizons in sixteen directions.</summary>
public static class OcclusionFromHeight
{
    private const int Radius = 32;

    /// <summary>The cosine-weighted share of the sky that each point sees, looking 32 pixels far.</summary>
    /// <param name="height">[h, w, 1], linear.</param>
    /// <param name="tile">The axes that repeat; elsewhere the edge row or column is continued.</param>
    /// <param name="depth">How many pixels a height difference of 1 spans, as for the normals.</param>
    /// <param name="cancellation">Ends the work between rows.</param>
    /// <returns>[h, w, 1]; 1 is open sky.</returns>
    public static Image Create(Image height, TileMode tile, float depth = NormalFromHeight.DefaultDepth, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(height);
        ArgumentOutOfRangeException.ThrowIfNotEqual(height.Channels, 1, nameof(height));
        ArgumentOutOfRangeException.ThrowIfNegative(depth);
        var occlusion = new Image(height.Width, height.Height, 1);
        var stride = Radius + height.Width + Radius + Vector<float>.Count;
        var field = Surround(height, tile, depth, stride);
        var horizons = Horizon.All(Radius, stride);
        Parallel.For(0, (height.Height + 15) / 16, new ParallelOptions { CancellationToken = cancellation }, band =>
        {
            var row = new float[stride];
            for (int y = band * 16, end = Math.Min(y + 16, height.Height); y < end; y++)
            {
                Sky(field.AsSpan(), ((y + Radius) * stride) + Radius, stride, horizons, row, height.Width);
                row.AsSpan(0, height.Width).CopyTo(occlusion.Row(y));
            }
        });
        return occlusion;
    }

    /// <summary>The heights in pixels with their surroundings, so that no sight line needs a bounds check.</summary>
    private static float[] Surround(Image height, TileMode tile, float depth, int stride)
    {
        var field = new float[stride * (height.Height + (2 * Radius))];
        Parallel.For(0, height.Height + (2 * Radius), y =>
        {
            var row = field.AsSpan(y * stride, stride);
            Wrap.Pad(height.Row(Wrap.Index(y - Radius, height.Height, Wrap.Y(tile))), row, Radius, Wrap.X(tile));
            TensorPrimitives.Multiply(row, depth, row);
        });
        return field;
    }

    private static void Sky(ReadOnlySpan<float> field, int start, int stride, Horizon[] horizons, Span<float> row, int width)
    {
        var zero = Vector<float>.Zero;
        var one = Vector<float>.One;
        for (var x = 0; x < width; x += Vector<float>.Count)
        {
            var at = start + x;
            var here = Load(field, at);
            var slopeX = (Load(field, at + 1) - Load(field, at - 1)) * 0.5f;
            var slopeY = (Load(field, at + stride) - Load(field, at - stride)) * 0.5f;
            var nz = one / Vector.SquareRoot(one + (slopeX * slopeX) + (slopeY * slopeY));
            var sky = zero;
            foreach (var horizon in horizons)
            {
                var along = (slopeX * horizon.X) + (slopeY * horizon.Y);
                var t = along;
                var offsets = horizon.Offsets;
                var inverses = horizon.InverseDistances;
                for (var k = 0; k < offsets.Length; k++)
                    t = Vector.Max(t, (Load(field, at + offsets[k]) - here) * inverses[k]);
                var sin2 = one / (one + (t * t));
                sky += horizon.Weight * (sin2 - (along * (new Vector<float>(MathF.PI / 2) - Atan(t) - (t * sin2))));
            }
            Vector.Min(Vector.Max(sky * nz, zero), one).CopyTo(row[x..]);
        }
    }

    private static Vector<float> Load(ReadOnlySpan<float> field, int at) => new(field.Slice(at, Vector<float>.Count));

    /// <summary>Abramowitz and Stegun 4.4.49, absolute error 1e-5, with atan(t) = pi/2 - atan(1/t) beyond 1.</summary>
    private static Vector<float> Atan(Vector<float> t)
    {
        var size = Vector.Abs(t);
        var far = Vector.GreaterThan(size, Vector<float>.One);
        var x = Vector.ConditionalSelect(far, Vector<float>.One / size, size);
        var xx = x * x;
        var near = x * (new Vector<float>(0.9998660f) + (xx * (new Vector<float>(-0.3302995f) + (xx * (new Vector<float>(0.1801410f)
            + (xx * (new Vector<float>(-0.0851330f) + (xx * 0.0208351f))))))));
        var angle = Vector.ConditionalSelect(far, new Vector<float>(MathF.PI / 2) - near, near);
        return Vector.ConditionalSelect(Vector.LessThan(t, Vector<float>.Zero), -angle, angle);
    }
}
