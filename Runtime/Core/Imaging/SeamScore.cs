namespace Scumble.Imaging;

/// <summary>
/// How visible the seam of a repeated texture is: the mean absolute difference across the wrap over the mean absolute
/// difference of neighbours inside. About 1 is seamless; a cut texture is clearly higher.
/// </summary>
/// <param name="X">Last column against first.</param>
/// <param name="Y">Last row against first.</param>
public readonly record struct SeamScore(double X, double Y)
{
    /// <summary>The more visible of both.</summary>
    public double Worst => Math.Max(X, Y);

    /// <summary>Measures both axes. A constant picture scores 1; a constant inside with a differing edge is infinite.</summary>
    /// <param name="image">At least 2x2.</param>
    public static SeamScore Of(Image image)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentOutOfRangeException.ThrowIfLessThan(Math.Min(image.Width, image.Height), 2, nameof(image));
        double insideX = 0, insideY = 0, acrossX = 0;
        var n = image.Channels;
        for (var y = 0; y < image.Height; y++)
        {
            ReadOnlySpan<float> row = image.Row(y);
            insideX += Difference(row[..^n], row[n..]);
            acrossX += Difference(row[..n], row[^n..]);
            if (y > 0)
                insideY += Difference(row, image.Row(y - 1));
        }
        var acrossY = Difference(image.Row(0), image.Row(image.Height - 1));
        return new(Ratio(acrossX, insideX / (image.Width - 1)), Ratio(acrossY, insideY / (image.Height - 1)));
    }

    private static double Difference(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++)
            sum += Math.Abs(a[i] - b[i]);
        return sum;
    }

    private static double Ratio(double across, double inside) => across == inside ? 1 : across / inside;
}
