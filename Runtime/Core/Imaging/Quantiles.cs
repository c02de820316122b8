namespace Scumble.Imaging;

/// <summary>Ranges that a few extreme values do not stretch.</summary>
public static class Quantiles
{
    /// <summary>The values below which two shares of all that are above 0 and finite lie, the nearest of them by rank; 0 and 0 where there is none.</summary>
    /// <param name="image">All channels together. Not changed.</param>
    /// <param name="low">The lower share, 0 to 1.</param>
    /// <param name="high">The higher share, from <paramref name="low"/> to 1.</param>
    public static ValueRange Of(Image image, float low, float high)
    {
        ArgumentNullException.ThrowIfNull(image);
        Check(low, high);
        var values = image.Pixels.ToArray().Where(value => value > 0 && float.IsFinite(value)).ToArray();
        if (values.Length == 0) return new(0, 0);
        Array.Sort(values);
        return new(values[Rank(low)], values[Rank(high)]);

        int Rank(float share) => (int)MathF.Floor((share * (values.Length - 1)) + 0.5f);
    }

    internal static void Check(float low, float high)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(low);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(high, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(high, low);
    }
}
