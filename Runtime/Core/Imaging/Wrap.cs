namespace Scumble.Imaging;

/// <summary>What lies beyond a picture's edge: the other side where the axis repeats, the edge pixel where it does not.</summary>
internal static class Wrap
{
    public static bool X(TileMode tile) => tile is TileMode.X or TileMode.XY;

    public static bool Y(TileMode tile) => tile is TileMode.Y or TileMode.XY;

    /// <summary>The index inside 0..<paramref name="length"/> - 1 that stands for any <paramref name="index"/>.</summary>
    public static int Index(int index, int length, bool repeats)
    {
        if ((uint)index < (uint)length)
            return index;
        if (!repeats)
            return index < 0 ? 0 : length - 1;
        var remainder = index % length;
        return remainder < 0 ? remainder + length : remainder;
    }

    /// <summary>Copies a row with <paramref name="margin"/> values of its surroundings on either side.</summary>
    public static void Pad(ReadOnlySpan<float> row, Span<float> padded, int margin, bool repeats)
    {
        row.CopyTo(padded[margin..]);
        for (var i = 1; i <= margin; i++)
        {
            padded[margin - i] = row[Index(-i, row.Length, repeats)];
            padded[margin + row.Length + i - 1] = row[Index(row.Length + i - 1, row.Length, repeats)];
        }
    }
}
