namespace Scumble.Networks;

/// <summary>How one axis is cut into tiles that overlap, and how strongly each tile counts at each of its places.</summary>
internal sealed class TileAxis
{
    private readonly int _overlap;

    /// <param name="length">Places on the axis.</param>
    /// <param name="tile">Places of a tile, at most <paramref name="length"/>.</param>
    /// <param name="overlap">Places that neighbours share, at most half a tile.</param>
    /// <param name="repeats">Whether the axis' ends meet.</param>
    public TileAxis(int length, int tile, int overlap, bool repeats)
    {
        (Length, Tile, _overlap, Repeats) = (length, tile, overlap, repeats && tile < length);
        var stride = tile - overlap;
        var count = tile >= length ? 1 : Repeats ? (length + stride - 1) / stride : (length - overlap + stride - 1) / stride;
        // Evenly spread, so that no two share less than the overlap.
        Starts = [.. Enumerable.Range(0, count).Select(i => Repeats ? i * length / count : count == 1 ? 0 : i * (length - tile) / (count - 1))];
    }

    /// <summary>Places on the axis.</summary>
    public int Length { get; }

    /// <summary>Places of a tile.</summary>
    public int Tile { get; }

    /// <summary>Whether tiles reach over the end.</summary>
    public bool Repeats { get; }

    /// <summary>Where each tile begins.</summary>
    public IReadOnlyList<int> Starts { get; }

    /// <summary>The place on the axis of a tile's place; past the end it is the other end.</summary>
    public int Place(int start, int offset) => (start + offset) % Length;

    /// <summary>
    /// A ramp over the middle half of the overlap, except at an end that meets nothing: what lies nearest to a tile's edge saw nothing beyond
    /// it, and does not count. Over all tiles there is always one that does.
    /// </summary>
    /// <param name="start">Where the tile begins.</param>
    /// <param name="offset">The place in the tile, which may be finer than whole places.</param>
    public float Weight(int start, double offset)
    {
        var before = Repeats || start > 0 ? offset : Tile;
        var after = Repeats || start + Tile < Length ? Tile - offset : Tile;
        return _overlap == 0 ? 1 : (float)Math.Clamp((Math.Min(before, after) - (_overlap / 4.0)) / (_overlap / 2.0), 0, 1);
    }
}
