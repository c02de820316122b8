namespace Scumble.Imaging;

/// <summary>The axes along which a texture repeats without a seam.</summary>
public enum TileMode
{
    /// <summary>Neither axis repeats.</summary>
    None,

    /// <summary>Left and right edges meet.</summary>
    X,

    /// <summary>Top and bottom edges meet.</summary>
    Y,

    /// <summary>Both pairs of edges meet.</summary>
    XY,
}
