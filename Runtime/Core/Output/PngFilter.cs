namespace Scumble.Output;

// PNG specification, chapter 9: a row is stored as differences to its neighbours. Of Sub, Up and Paeth the one with
// the smallest sum of absolute differences is taken (the specification's own heuristic).

/// <summary>Filters the rows of one picture, in order.</summary>
internal sealed class PngFilter(int rowLength, int pixelLength)
{
    private readonly byte[][] _filtered = [new byte[rowLength + 1], new byte[rowLength + 1], new byte[rowLength + 1]];
    private byte[] _row = new byte[rowLength];
    private byte[] _above = new byte[rowLength];

    /// <summary>Put the bytes of the next row here.</summary>
    public Span<byte> Row => _row;

    /// <summary>The row with its filter type in front; valid until the next call.</summary>
    public ReadOnlySpan<byte> Next()
    {
        var best = _filtered[0];
        var least = long.MaxValue;
        foreach (var (type, candidate) in new[] { (1, _filtered[0]), (2, _filtered[1]), (4, _filtered[2]) })
        {
            candidate[0] = (byte)type;
            var sum = Fill(type, candidate.AsSpan(1));
            if (sum < least)
                (least, best) = (sum, candidate);
        }
        (_row, _above) = (_above, _row);
        return best;
    }

    private long Fill(int type, Span<byte> filtered)
    {
        var sum = 0L;
        for (var i = 0; i < rowLength; i++)
        {
            var left = i < pixelLength ? 0 : _row[i - pixelLength];
            var corner = i < pixelLength ? 0 : _above[i - pixelLength];
            var difference = (byte)(_row[i] - type switch { 1 => left, 2 => _above[i], _ => Paeth(left, _above[i], corner) });
            filtered[i] = difference;
            sum += Math.Abs((int)(sbyte)difference);
        }
        return sum;
    }

    private static int Paeth(int left, int above, int corner)
    {
        var toLeft = Math.Abs(above - corner);
        var toAbove = Math.Abs(left - corner);
        var toCorner = Math.Abs(left + above - (2 * corner));
        if (toLeft <= toAbove && toLeft <= toCorner)
            return left;
        return toAbove <= toCorner ? above : corner;
    }
}
