using System.Numerics.Tensors;

namespace Scumble.Imaging;

// H. Scharr, "Optimale Operatoren in der digitalen Bildverarbeitung", 2000: the 3x3 derivative with the best rotation
// symmetry, dh/dx = ([3 10 3]^T / 16) * ([-1 0 1] / 2) over h, and its transpose for dh/dy.
// n = (-depth dh/dx, depth dh/dy, 1) / |.|   (y of the picture points down, y of the normal up, hence the sign).

/// <summary>Tangent-space normals of a height map by Scharr's derivative.</summary>
public static class NormalFromHeight
{
    /// <summary>The pixels that heights from 0 to 1 span: 1/16 of the shorter edge of a tile of 256 pixels.</summary>
    public const float DefaultDepth = 16f;

    private const float Side = 3f / 32f;
    private const float Middle = 10f / 32f;

    /// <summary>Normals in the OpenGL convention (green points to the top of the picture), stored as (n + 1) / 2.</summary>
    /// <param name="height">[h, w, 1], linear.</param>
    /// <param name="tile">The axes that repeat; elsewhere the edge row or column is continued.</param>
    /// <param name="depth">How many pixels a height difference of 1 spans; scale it with the size when resizing a material.</param>
    /// <returns>[h, w, 3].</returns>
    public static Image Create(Image height, TileMode tile, float depth = DefaultDepth)
    {
        ArgumentNullException.ThrowIfNull(height);
        ArgumentOutOfRangeException.ThrowIfNotEqual(height.Channels, 1, nameof(height));
        ArgumentOutOfRangeException.ThrowIfNegative(depth);
        var normal = new Image(height.Width, height.Height, 3);
        var bands = Math.Min(Environment.ProcessorCount, (height.Height + 63) / 64);
        Parallel.For(0, bands, band =>
        {
            var rows = new Rows(height.Width);
            for (int y = height.Height * band / bands, end = height.Height * (band + 1) / bands; y < end; y++)
                rows.Write(height, y, tile, depth, normal.Row(y));
        });
        return normal;
    }

    private sealed class Rows(int width)
    {
        private readonly float[] _smooth = new float[width + 2];
        private readonly float[] _steep = new float[width + 2];
        private readonly float[] _x = new float[width];
        private readonly float[] _y = new float[width];
        private readonly float[] _z = new float[width];

        public void Write(Image height, int y, TileMode tile, float depth, Span<float> normal)
        {
            ReadOnlySpan<float> above = height.Row(Wrap.Index(y - 1, height.Height, Wrap.Y(tile)));
            ReadOnlySpan<float> here = height.Row(y);
            ReadOnlySpan<float> below = height.Row(Wrap.Index(y + 1, height.Height, Wrap.Y(tile)));

            // Columns: smoothed for dh/dx, differenced for dh/dy.
            TensorPrimitives.Add(above, below, _x);
            TensorPrimitives.Multiply(_x, Side, _x);
            TensorPrimitives.MultiplyAdd(here, Middle, _x, _x);
            Wrap.Pad(_x, _smooth, 1, Wrap.X(tile));
            TensorPrimitives.Subtract(above, below, _y);
            Wrap.Pad(_y, _steep, 1, Wrap.X(tile));

            // Rows: the other half of the separable kernels; picture y grows downwards.
            TensorPrimitives.Subtract(_smooth.AsSpan(0, width), _smooth.AsSpan(2, width), _x);
            TensorPrimitives.Add(_steep.AsSpan(0, width), _steep.AsSpan(2, width), _y);
            TensorPrimitives.Multiply(_y, Side, _y);
            TensorPrimitives.MultiplyAdd(_steep.AsSpan(1, width), Middle, _y, _y);
            TensorPrimitives.Multiply(_x, depth, _x);
            TensorPrimitives.Multiply(_y, -depth, _y);

            // n / |n|, halved for storage.
            TensorPrimitives.Multiply(_x, _x, _z);
            TensorPrimitives.MultiplyAdd(_y, _y, _z, _z);
            TensorPrimitives.Add(_z, 1f, _z);
            TensorPrimitives.Sqrt(_z, _z);
            TensorPrimitives.Divide(0.5f, _z, _z);
            for (var x = 0; x < width; x++)
            {
                normal[3 * x] = (_x[x] * _z[x]) + 0.5f;
                normal[(3 * x) + 1] = (_y[x] * _z[x]) + 0.5f;
                normal[(3 * x) + 2] = _z[x] + 0.5f;
            }
        }
    }
}
