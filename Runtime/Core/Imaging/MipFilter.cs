namespace Scumble.Imaging;

/// <summary>What a smaller level of a texture averages.</summary>
public enum MipFilter
{
    /// <summary>The stored values: data, or linear colour.</summary>
    Linear,

    /// <summary>The linear light of sRGB-encoded values, encoded again.</summary>
    Srgb,

    /// <summary>Vectors stored as (n + 1) / 2, brought back to unit length.</summary>
    Normal,
}
