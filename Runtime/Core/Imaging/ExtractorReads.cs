namespace Scumble.Imaging;

/// <summary>What extractors read.</summary>
[Flags]
public enum ExtractorReads
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>A photograph, or any picture in colour or grey.</summary>
    Photograph = 1,

    /// <summary>Depth: one over the distance.</summary>
    Depth = 2,

    /// <summary>Normals in the camera's space.</summary>
    Normal = 4,

    /// <summary>Which object each pixel shows.</summary>
    Ids = 8,
}
