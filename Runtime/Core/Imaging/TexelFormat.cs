namespace Scumble.Imaging;

/// <summary>How a texture stores its texels.</summary>
public enum TexelFormat
{
    /// <summary>Four bytes, as they are: data such as normals, roughness or height.</summary>
    Rgba8,

    /// <summary>Four bytes, sRGB-encoded: a renderer that samples them sees linear light.</summary>
    Rgba8Srgb,

    /// <summary>Four halves, linear.</summary>
    Rgba16Float,
}
