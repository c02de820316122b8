using Scumble.Imaging;

namespace Scumble.Benchmarks;

/// <summary>Pictures in rows and columns, with names.</summary>
internal static class Sheet
{
    private const float Ground = 0.1f;
    private const int Gap = 4;

    /// <summary>Lays pictures out; all are RGB and of one size, null stays empty.</summary>
    public static Image Of(IReadOnlyList<Image?[]> rows)
    {
        var (columns, edge) = (rows.Max(row => row.Length), rows.SelectMany(row => row).First(picture => picture is not null)!);
        var sheet = new Image((columns * (edge.Width + Gap)) - Gap, (rows.Count * (edge.Height + Gap)) - Gap, 3);
        sheet.Pixels.Fill(Ground);
        for (var r = 0; r < rows.Count; r++)
            for (var c = 0; c < rows[r].Length; c++)
                if (rows[r][c] is { } picture)
                    for (var y = 0; y < picture.Height; y++) picture.Row(y).CopyTo(sheet.Row((r * (edge.Height + Gap)) + y)[(c * (edge.Width + Gap) * 3)..]);
        return sheet;
    }

    /// <summary>A copy of a picture at most so large, grey or RGB, as RGB, with a name at its top left.</summary>
    public static Image Named(Image picture, int edge, string name)
    {
        var small = Resize.Within(picture, edge);
        var copy = new Image(small.Width, small.Height, 3);
        for (var y = 0; y < copy.Height; y++)
            for (var x = 0; x < copy.Width; x++)
                for (var c = 0; c < 3; c++) copy[x, y, c] = small[x, y, small.Channels == 1 ? 0 : c];
        // Light on its own dark rim, to be read on anything.
        Write(copy, name, 2.2f, 0);
        Write(copy, name, 0.8f, 1);
        return copy;
    }

    private static void Write(Image picture, string name, float radius, float level)
    {
        const float Scale = 1.5f, Left = 6, Top = 6;
        foreach (var (x0, y0, x1, y1) in StrokeFont.Strokes(name))
        {
            for (var t = 0f; t <= 1; t += 0.05f)
            {
                var (u, v) = (Left + (Scale * float.Lerp(x0, x1, t)), Top + (Scale * float.Lerp(y0, y1, t)));
                for (var y = (int)(v - radius); y <= Math.Min(picture.Height - 1, v + radius); y++)
                    for (var x = (int)(u - radius); x <= Math.Min(picture.Width - 1, u + radius); x++)
                        if (((x - u) * (x - u)) + ((y - v) * (y - v)) <= radius * radius) picture.Row(y).Slice(3 * x, 3).Fill(level);
            }
        }
    }
}
