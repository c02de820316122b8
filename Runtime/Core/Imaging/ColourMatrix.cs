using System.Numerics;

namespace Scumble.Imaging;

/// <summary>Each pixel's colours through one matrix: (r, g, b, 1) M, clamped to 0..1.</summary>
public static class ColourMatrix
{
    /// <summary>A picture of the results.</summary>
    /// <param name="picture">[h, w, 3]. Not changed.</param>
    /// <param name="matrix">Its rows are what a unit of red, green and blue gives, its last row what is added.</param>
    public static Image Apply(Image picture, Matrix4x4 matrix)
    {
        ArgumentNullException.ThrowIfNull(picture);
        ArgumentOutOfRangeException.ThrowIfNotEqual(picture.Channels, 3, nameof(picture));
        var result = new Image(picture.Width, picture.Height, 3);
        for (var i = 0; i < picture.Pixels.Length; i += 3)
            Vector3.Clamp(Vector3.Transform(new(picture.Pixels.Slice(i, 3)), matrix), Vector3.Zero, Vector3.One).CopyTo(result.Pixels[i..]);
        return result;
    }
}
