using System.Globalization;

namespace Scumble.Nodes;

/// <summary>A colour, sRGB-encoded, 0..1.</summary>
internal sealed record ColourValue(float R, float G, float B, float A) : NodeValue
{
    public override PortType Type => PortType.Colour;

    public override string Identity => ToString();

    /// <summary>Reads "#rrggbb" or "#rrggbbaa"; null where it is neither.</summary>
    public static ColourValue? Parse(string text)
    {
        if (text.Length is not (7 or 9) || text[0] != '#' || !uint.TryParse(text.AsSpan(1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var bits)) return null;
        if (text.Length == 7) bits = (bits << 8) | 255;
        return new((bits >> 24) / 255f, (bits >> 16 & 255) / 255f, (bits >> 8 & 255) / 255f, (bits & 255) / 255f);
    }

    public override string ToString() => $"#{Byte(R):x2}{Byte(G):x2}{Byte(B):x2}{Byte(A):x2}";

    private static int Byte(float value) => (int)((Math.Clamp(value, 0, 1) * 255) + 0.5f);
}
