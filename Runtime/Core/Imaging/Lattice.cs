namespace Scumble.Imaging;

// Hash: M. Jarzynski, M. Olano, "Hash functions for GPU rendering", JCGT 9 (3), 2020, pcg3d.
// Value noise: K. Perlin, "An image synthesizer", 1985; gradient noise with the quintic of K. Perlin, "Improving noise", 2002;
// cellular noise: S. Worley, "A cellular texture basis function", 1996.
// Only sums, products and whole numbers, so that shaders and the host agree to the last bit but for the roots of Worley's distances.

/// <summary>Noise on a lattice of cells 1 wide that repeats after whole numbers of cells; each number is a function of cell and seed.</summary>
public static class Lattice
{
    private const float Unit = 1f / (1 << 24);

    /// <summary>Three numbers 0..1 of a cell.</summary>
    public static (float R, float G, float B) Hash(int x, int y, int periodX, int periodY, uint seed)
    {
        var (a, b, c) = ((uint)Modulo(x, periodX), (uint)Modulo(y, periodY), seed);
        unchecked
        {
            (a, b, c) = ((a * 1664525u) + 1013904223u, (b * 1664525u) + 1013904223u, (c * 1664525u) + 1013904223u);
            a += b * c;
            b += c * a;
            c += a * b;
            (a, b, c) = (a ^ (a >> 16), b ^ (b >> 16), c ^ (c >> 16));
            a += b * c;
            b += c * a;
            c += a * b;
        }
        return ((a >> 8) * Unit, (b >> 8) * Unit, (c >> 8) * Unit);
    }

    /// <summary>Random numbers at the lattice's points, smooth between them: 0..1.</summary>
    public static float Value(float x, float y, int periodX, int periodY, uint seed)
    {
        var (i, j, u, v) = Cell(x, y);
        var a = Hash(i, j, periodX, periodY, seed).R;
        var b = Hash(i + 1, j, periodX, periodY, seed).R;
        var c = Hash(i, j + 1, periodX, periodY, seed).R;
        var d = Hash(i + 1, j + 1, periodX, periodY, seed).R;
        var (s, t) = (Fade(u), Fade(v));
        return Mix(Mix(a, b, s), Mix(c, d, s), t);
    }

    /// <summary>Random slopes at the lattice's points, smooth between them: 0.5 at the points, mostly 0.1 to 0.9, never outside of 0..1.</summary>
    public static float Perlin(float x, float y, int periodX, int periodY, uint seed)
    {
        var (i, j, u, v) = Cell(x, y);
        var a = Slope(i, j, periodX, periodY, seed, u, v);
        var b = Slope(i + 1, j, periodX, periodY, seed, u - 1f, v);
        var c = Slope(i, j + 1, periodX, periodY, seed, u, v - 1f);
        var d = Slope(i + 1, j + 1, periodX, periodY, seed, u - 1f, v - 1f);
        var (s, t) = (Fade(u), Fade(v));
        return Math.Clamp(0.5f + Mix(Mix(a, b, s), Mix(c, d, s), t), 0f, 1f);
    }

    /// <summary>One point in each cell, off its middle by at most half of <paramref name="jitter"/>: the distances to the nearest and to the next, and a random number of the nearest.</summary>
    public static (float Nearest, float Next, float Random) Worley(float x, float y, int periodX, int periodY, uint seed, float jitter)
    {
        var (i, j, u, v) = Cell(x, y);
        var (first, second, random) = (1e9f, 1e9f, 0f);
        for (var dj = -2; dj <= 2; dj++)
        {
            for (var di = -2; di <= 2; di++)
            {
                var cell = Hash(i + di, j + dj, periodX, periodY, seed);
                var dx = di + 0.5f + (jitter * (cell.R - 0.5f)) - u;
                var dy = dj + 0.5f + (jitter * (cell.G - 0.5f)) - v;
                var square = (dx * dx) + (dy * dy);
                if (square < first) (second, first, random) = (first, square, cell.B);
                else if (square < second) second = square;
            }
        }
        return (MathF.Sqrt(first), MathF.Sqrt(second), random);
    }

    private static (int I, int J, float U, float V) Cell(float x, float y)
    {
        var (i, j) = (MathF.Floor(x), MathF.Floor(y));
        return ((int)i, (int)j, x - i, y - j);
    }

    private static float Slope(int i, int j, int periodX, int periodY, uint seed, float u, float v)
    {
        var (r, g, _) = Hash(i, j, periodX, periodY, seed);
        var (gx, gy) = ((2f * r) - 1f, (2f * g) - 1f);
        return (gx * u) + (gy * v);
    }

    private static float Fade(float t) => t * t * t * ((t * ((t * 6f) - 15f)) + 10f);

    private static float Mix(float a, float b, float t) => a + ((b - a) * t);

    private static int Modulo(int value, int period)
    {
        if ((uint)value < (uint)period) return value;
        var rest = value % period;
        return rest < 0 ? rest + period : rest;
    }
}
