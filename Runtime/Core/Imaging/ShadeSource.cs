namespace Scumble.Imaging;

/// <summary>A source of a program: its pixels with whatever lies beyond its edges, four channels side by side.</summary>
internal sealed class ShadeSource(Image image, TileMode tile)
{
    /// <summary>A row, shifted: pixel x is that at x + <paramref name="dx"/>.</summary>
    public void Row(int dx, int y, Span<float> to, int width)
    {
        ReadOnlySpan<float> row = image.Row(Wrap.Index(y, image.Height, Wrap.Y(tile)));
        var n = image.Channels;
        for (var x = 0; x < width; x++)
        {
            var at = Wrap.Index(x + dx, image.Width, Wrap.X(tile)) * n;
            for (var c = 0; c < 4; c++) to[(c * width) + x] = Channel(row, at, c);
        }
    }

    /// <summary>Between pixels, bilinear.</summary>
    public void Sample(ReadOnlySpan<float> u, ReadOnlySpan<float> v, PixelEdge edge, Span<float> to, int width)
    {
        var (w, h) = (image.Width, image.Height);
        for (var x = 0; x < width; x++)
        {
            var (fx, fy) = ((Within(u[x]) * w) - 0.5f, (Within(v[x]) * h) - 0.5f);
            var (i, j) = (MathF.Floor(fx), MathF.Floor(fy));
            var (s, t) = (fx - i, fy - j);
            var (left, top) = ((int)i, (int)j);
            for (var c = 0; c < 4; c++)
            {
                var upper = Mix(At(left, top, c, edge), At(left + 1, top, c, edge), s);
                var lower = Mix(At(left, top + 1, c, edge), At(left + 1, top + 1, c, edge), s);
                to[(c * width) + x] = Mix(upper, lower, t);
            }
        }
    }

    private float At(int x, int y, int c, PixelEdge edge)
    {
        if (edge == PixelEdge.Nothing && ((uint)x >= (uint)image.Width || (uint)y >= (uint)image.Height)) return 0;
        var repeats = edge == PixelEdge.Tile;
        var column = Wrap.Index(x, image.Width, repeats && Wrap.X(tile));
        return Channel(image.Row(Wrap.Index(y, image.Height, repeats && Wrap.Y(tile))), column * image.Channels, c);
    }

    private float Channel(ReadOnlySpan<float> row, int at, int c) => image.Channels switch
    {
        1 => c < 3 ? row[at] : 1f,
        3 => c < 3 ? row[at + c] : 1f,
        _ => row[at + c],
    };

    // What is no number, or too large for one, is nowhere in particular.
    private static float Within(float place) => place is > -1e4f and < 1e4f ? place : 0f;

    private static float Mix(float a, float b, float t) => a + ((b - a) * t);
}
