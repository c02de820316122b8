namespace Scumble.Imaging;

/// <summary>What a program reads beyond a source's edges.</summary>
public enum PixelEdge
{
    /// <summary>The other side on axes that repeat, the edge pixel on others.</summary>
    Tile,

    /// <summary>Nothing: 0 in all channels.</summary>
    Nothing,

    /// <summary>The edge pixel.</summary>
    Continue,
}
