using System.Runtime.InteropServices;

namespace Scumble.Imaging;

/// <summary>Pictures as the bytes of a texture, four channels a texel: grey stands in all three colours, alpha is 1 where there is none.</summary>
public static class Texels
{
    /// <summary>Bytes of one texel.</summary>
    public static int SizeInBytes(this TexelFormat format) => format == TexelFormat.Rgba16Float ? 8 : 4;

    /// <summary>The bytes of a picture, rows from top to bottom. Bytes are rounded to the nearest of 0..255, halves to the nearest even.</summary>
    /// <param name="image">Not changed.</param>
    /// <param name="format">How texels are stored.</param>
    /// <param name="transfer">What happens to the three colours.</param>
    public static byte[] Encode(Image image, TexelFormat format, TexelTransfer transfer = TexelTransfer.None)
    {
        ArgumentNullException.ThrowIfNull(image);
        var texels = new byte[image.Width * image.Height * format.SizeInBytes()];
        var halves = MemoryMarshal.Cast<byte, Half>(texels.AsSpan());
        for (int i = 0, from = 0; from < image.Pixels.Length; i += 4, from += image.Channels)
        {
            for (var c = 0; c < 4; c++)
            {
                var value = c == 3 ? image.Channels == 4 ? image.Pixels[from + 3] : 1 : Apply(transfer, image.Pixels[from + (image.Channels == 1 ? 0 : c)]);
                if (format == TexelFormat.Rgba16Float) halves[i + c] = (Half)value;
                else texels[i + c] = ToByte(value);
            }
        }
        return texels;
    }

    /// <summary>The picture of a texture's bytes, [height, width, channels].</summary>
    /// <param name="texels">As <see cref="Encode"/> gives them.</param>
    /// <param name="width">Texels in a row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="channels">1 takes red, 3 the colours, 4 all.</param>
    /// <param name="format">How texels are stored.</param>
    /// <param name="transfer">What happens to the three colours.</param>
    public static Image Decode(ReadOnlySpan<byte> texels, int width, int height, int channels, TexelFormat format, TexelTransfer transfer = TexelTransfer.None)
    {
        var image = new Image(width, height, channels);
        ArgumentOutOfRangeException.ThrowIfNotEqual(texels.Length, width * height * format.SizeInBytes(), nameof(texels));
        var halves = MemoryMarshal.Cast<byte, Half>(texels);
        for (int i = 0, to = 0; to < image.Pixels.Length; i += 4, to += channels)
        {
            for (var c = 0; c < channels; c++)
            {
                var value = format == TexelFormat.Rgba16Float ? (float)halves[i + c] : texels[i + c] / 255f;
                image.Pixels[to + c] = c == 3 ? value : Apply(transfer, value);
            }
        }
        return image;
    }

    private static float Apply(TexelTransfer transfer, float value) => transfer switch
    {
        TexelTransfer.ToLinear => Srgb.ToLinear(value),
        TexelTransfer.FromLinear => Srgb.FromLinear(value),
        _ => value,
    };

    // Not a number becomes 0.
    private static byte ToByte(float value) => value > 0 ? (byte)((MathF.Min(value, 1) * 255) + 0.5f) : (byte)0;
}
