namespace Scumble.Imaging;

// IEC 61966-2-1:1999. With c encoded and l linear, both 0..1:
//   l = c / 12.92 for c <= 0.04045, else ((c + 0.055) / 1.055)^2.4
//   c = 12.92 l for l <= 0.0031308, else 1.055 l^(1/2.4) - 0.055

/// <summary>The transfer function of sRGB, for values 0..1.</summary>
public static class Srgb
{
    /// <summary>Linear light of an encoded value.</summary>
    public static float ToLinear(float encoded) =>
        encoded <= 0.04045f ? encoded / 12.92f : MathF.Pow((encoded + 0.055f) / 1.055f, 2.4f);

    /// <summary>The encoded value of linear light.</summary>
    public static float FromLinear(float linear) =>
        linear <= 0.0031308f ? linear * 12.92f : (1.055f * MathF.Pow(linear, 1 / 2.4f)) - 0.055f;
}
