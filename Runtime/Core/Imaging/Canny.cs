namespace Scumble.Imaging;

// J. Canny, "A computational approach to edge detection", 1986, on 8-bit levels and with the L1 norm, as the edge control
// networks were trained: |g| = |gx| + |gy| of Sobel's derivatives; a ridge is a pixel above the low threshold and above its
// neighbours along the gradient, whose direction is one of four: tan(22.5 deg) = 13573 / 2^15. Ridges above the high
// threshold are edges, and so are all that touch one (eight neighbours), directly or through other ridges.

/// <summary>Canny's edges.</summary>
public static class Canny
{
    /// <summary>The thresholds that the edge control networks were trained with.</summary>
    public const int DefaultLow = 100, DefaultHigh = 200;

    /// <summary>Edges as 1 on 0, [h, w, 1].</summary>
    /// <param name="grey">[h, w, 1], 0..1; rounded to 8-bit levels. Blur it first where it is noisy. Not changed.</param>
    /// <param name="low">Below this, in 8-bit levels of |gx| + |gy|, nothing is an edge.</param>
    /// <param name="high">Above this every ridge is an edge; at least <paramref name="low"/>.</param>
    /// <param name="tile">The axes that repeat; elsewhere the edge row or column is continued.</param>
    public static Image Create(Image grey, int low = DefaultLow, int high = DefaultHigh, TileMode tile = TileMode.None)
    {
        ArgumentNullException.ThrowIfNull(grey);
        ArgumentOutOfRangeException.ThrowIfNotEqual(grey.Channels, 1, nameof(grey));
        ArgumentOutOfRangeException.ThrowIfNegative(low);
        ArgumentOutOfRangeException.ThrowIfLessThan(high, low);
        var (gx, gy) = Sobel.Create(Levels(grey), tile);
        var edges = new Image(grey.Width, grey.Height, 1);
        var strong = new Stack<(int X, int Y)>();
        var isRidge = new bool[grey.Width * grey.Height];
        for (var y = 0; y < grey.Height; y++)
        {
            for (var x = 0; x < grey.Width; x++)
            {
                isRidge[(y * grey.Width) + x] = IsRidge(gx, gy, x, y, low, tile);
                if (isRidge[(y * grey.Width) + x] && Norm(gx, gy, x, y, tile) > high) strong.Push((x, y));
            }
        }
        while (strong.TryPop(out var at)) Follow(at, edges, isRidge, strong, tile);
        return edges;
    }

    private static Image Levels(Image grey)
    {
        var levels = new Image(grey.Width, grey.Height, 1);
        for (var i = 0; i < levels.Pixels.Length; i++)
            levels.Pixels[i] = MathF.Floor((Math.Clamp(grey.Pixels[i], 0, 1) * 255) + 0.5f);
        return levels;
    }

    private static bool IsRidge(Image gx, Image gy, int x, int y, int low, TileMode tile)
    {
        var here = Norm(gx, gy, x, y, tile);
        if (here <= low) return false;
        int dx = (int)gx[x, y], dy = (int)gy[x, y];
        var tan22 = Math.Abs(dx) * 13573;
        var tan67 = tan22 + (Math.Abs(dx) << 16);
        var steep = Math.Abs(dy) << 15;
        if (steep < tan22) return here > Norm(gx, gy, x - 1, y, tile) && here >= Norm(gx, gy, x + 1, y, tile);
        if (steep > tan67) return here > Norm(gx, gy, x, y - 1, tile) && here >= Norm(gx, gy, x, y + 1, tile);
        var s = (dx ^ dy) < 0 ? -1 : 1;
        return here > Norm(gx, gy, x - s, y - 1, tile) && here > Norm(gx, gy, x + s, y + 1, tile);
    }

    /// <summary>|gx| + |gy|; 0 beyond an edge that does not repeat.</summary>
    private static int Norm(Image gx, Image gy, int x, int y, TileMode tile)
    {
        if (Outside(x, gx.Width, Wrap.X(tile)) || Outside(y, gx.Height, Wrap.Y(tile))) return 0;
        (x, y) = (Wrap.Index(x, gx.Width, true), Wrap.Index(y, gx.Height, true));
        return (int)(Math.Abs(gx[x, y]) + Math.Abs(gy[x, y]));
    }

    private static void Follow((int X, int Y) at, Image edges, bool[] isRidge, Stack<(int X, int Y)> open, TileMode tile)
    {
        edges[at.X, at.Y] = 1;
        for (var y = at.Y - 1; y <= at.Y + 1; y++)
        {
            for (var x = at.X - 1; x <= at.X + 1; x++)
            {
                if (Outside(x, edges.Width, Wrap.X(tile)) || Outside(y, edges.Height, Wrap.Y(tile))) continue;
                var next = (X: Wrap.Index(x, edges.Width, true), Y: Wrap.Index(y, edges.Height, true));
                if (!isRidge[(next.Y * edges.Width) + next.X] || edges[next.X, next.Y] == 1) continue;
                edges[next.X, next.Y] = 1;
                open.Push(next);
            }
        }
    }

    private static bool Outside(int index, int length, bool repeats) => !repeats && (uint)index >= (uint)length;
}
