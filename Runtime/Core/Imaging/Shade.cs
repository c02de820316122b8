namespace Scumble.Imaging;

/// <summary>Runs a <see cref="PixelProgram"/> on the host, a row at a time: a register is four rows of numbers.</summary>
public static class Shade
{
    /// <summary>The picture that a program makes.</summary>
    /// <param name="program">Ended.</param>
    /// <param name="width">Width in pixels.</param>
    /// <param name="height">Height in pixels.</param>
    /// <param name="channels">1, 3 or 4.</param>
    /// <param name="tile">The axes on which sources repeat.</param>
    /// <param name="sources">As many as the program reads or more; those that are read at the pixel itself are of the target's size. Not changed.</param>
    /// <param name="cancellation">Ends the work between rows.</param>
    public static Image Create(PixelProgram program, int width, int height, int channels, TileMode tile, IReadOnlyList<Image> sources, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(program);
        ArgumentNullException.ThrowIfNull(sources);
        ArgumentOutOfRangeException.ThrowIfLessThan(sources.Count, program.SourceCount, nameof(sources));
        var target = new Image(width, height, channels);
        var options = new ParallelOptions { CancellationToken = cancellation };
        Parallel.For(0, (height + 15) / 16, options, () => new ShadeRow(program, width, height, tile, sources), (band, _, row) =>
        {
            for (int y = band * 16, end = Math.Min(y + 16, height); y < end; y++)
            {
                cancellation.ThrowIfCancellationRequested();
                row.Run(y);
                for (var c = 0; c < channels; c++)
                {
                    var values = row.Result(c);
                    var to = target.Row(y);
                    for (var x = 0; x < width; x++) to[(x * channels) + c] = values[x];
                }
            }
            return row;
        }, _ => { });
        return target;
    }
}
