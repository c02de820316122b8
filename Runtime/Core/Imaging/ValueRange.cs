using System.Numerics.Tensors;

namespace Scumble.Imaging;

/// <summary>The least and the greatest value of a picture.</summary>
/// <param name="Min">The least.</param>
/// <param name="Max">The greatest.</param>
public readonly record struct ValueRange(float Min, float Max)
{
    /// <summary>Measures a picture, all channels together; values must be numbers.</summary>
    public static ValueRange Of(Image image)
    {
        ArgumentNullException.ThrowIfNull(image);
        return new(TensorPrimitives.Min<float>(image.Pixels), TensorPrimitives.Max<float>(image.Pixels));
    }

    /// <summary>A copy with this range stretched to 0..1; 0 everywhere where the range is empty.</summary>
    public Image Normalize(Image image)
    {
        ArgumentNullException.ThrowIfNull(image);
        var result = new Image(image.Width, image.Height, image.Channels);
        var scale = Max > Min ? 1 / (Max - Min) : 0;
        for (var i = 0; i < result.Pixels.Length; i++)
            result.Pixels[i] = (image.Pixels[i] - Min) * scale;
        return result;
    }
}
