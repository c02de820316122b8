namespace Scumble.Imaging;

/// <summary>What happens to colour on its way between a picture and a texture; alpha is never touched.</summary>
public enum TexelTransfer
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>sRGB-encoded values become linear.</summary>
    ToLinear,

    /// <summary>Linear values become sRGB-encoded.</summary>
    FromLinear,
}
