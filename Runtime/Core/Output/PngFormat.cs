namespace Scumble.Output;

/// <summary>How values are stored in a PNG.</summary>
/// <param name="BitDepth">8 or 16 bits a channel.</param>
/// <param name="IsSrgb">Marks the values as sRGB-encoded colour; data maps are not marked.</param>
/// <param name="IsQuick">Larger files in less time, for pictures that are looked at once.</param>
public readonly record struct PngFormat(int BitDepth, bool IsSrgb, bool IsQuick = false)
{
    /// <summary>8 bits, sRGB colour.</summary>
    public static PngFormat Colour => new(8, true);

    /// <summary>8 bits, sRGB colour, for pictures that are looked at once.</summary>
    public static PngFormat Quick => new(8, true, true);

    /// <summary>8 bits, linear data.</summary>
    public static PngFormat Data => new(8, false);

    /// <summary>16 bits, linear data.</summary>
    public static PngFormat Data16 => new(16, false);
}
