namespace Scumble.Imaging;

// Colours under transparent pixels are anything, and often black: they are never shown to a network.

/// <summary>
/// What transparent pictures look like. One rule: a picture lies on white, or on black where what is seen of it is brighter than half on
/// average, so that strokes stand out from their ground whatever lies hidden under what is transparent.
/// </summary>
public static class Transparency
{
    // Values of the smallest 8-bit steps are one colour.
    private const float OneColour = 1.5f / 255;

    /// <summary>Whether any pixel is less than opaque.</summary>
    public static bool IsIn(Image image)
    {
        ArgumentNullException.ThrowIfNull(image);
        if (image.Channels != 4) return false;
        for (var i = 3; i < image.Pixels.Length; i += 4)
            if (image.Pixels[i] < 1) return true;
        return false;
    }

    /// <summary>The picture on its ground, in three channels; itself where nothing is transparent.</summary>
    public static Image Flatten(Image image)
    {
        if (!IsIn(image)) return image;
        return Over(image, IsBright(image) ? 0 : 1);
    }

    /// <summary>
    /// A mask, to be read by its brightness. Where one colour is all that is seen, the transparency is the mask, whatever the colour: painting
    /// programs save it so. Else the mask lies on black: what is transparent stays. Itself where nothing is transparent.
    /// </summary>
    public static Image Mask(Image image)
    {
        if (!IsIn(image)) return image;
        if (!IsUniform(image)) return Over(image, 0);
        var mask = new Image(image.Width, image.Height, 1);
        for (var i = 0; i < mask.Pixels.Length; i++) mask.Pixels[i] = image.Pixels[(4 * i) + 3];
        return mask;
    }

    /// <summary>Whether all that is seen of a transparent picture has one colour.</summary>
    public static bool IsUniform(Image image)
    {
        ArgumentNullException.ThrowIfNull(image);
        Span<float> low = [1, 1, 1], high = [0, 0, 0];
        for (var i = 0; i < image.Pixels.Length; i += image.Channels)
            for (var c = 0; c < 3 && image.Pixels[i + 3] > 0; c++)
                (low[c], high[c]) = (MathF.Min(low[c], image.Pixels[i + c]), MathF.Max(high[c], image.Pixels[i + c]));
        return high[0] - low[0] <= OneColour && high[1] - low[1] <= OneColour && high[2] - low[2] <= OneColour;
    }

    /// <summary>Whether what is seen of a transparent picture is brighter than half on average, so that it lies on black.</summary>
    public static bool IsBright(Image image)
    {
        ArgumentNullException.ThrowIfNull(image);
        var (sum, weight) = (0.0, 0.0);
        for (var i = 0; i < image.Pixels.Length; i += 4)
        {
            sum += image.Pixels[i + 3] * (image.Pixels[i] + image.Pixels[i + 1] + image.Pixels[i + 2]) / 3;
            weight += image.Pixels[i + 3];
        }
        return sum > weight / 2;
    }

    private static Image Over(Image image, float ground)
    {
        var flat = new Image(image.Width, image.Height, 3);
        for (int i = 0, o = 0; i < image.Pixels.Length; i += 4, o += 3)
            for (var c = 0; c < 3; c++) flat.Pixels[o + c] = (image.Pixels[i + 3] * image.Pixels[i + c]) + ((1 - image.Pixels[i + 3]) * ground);
        return flat;
    }
}
