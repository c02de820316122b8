namespace Scumble.Networks;

/// <summary>Which layer of a text encoder a network was trained on.</summary>
public enum TextLayer
{
    /// <summary>The last, with its final normalization.</summary>
    Last,

    /// <summary>The one before it, as it is (SDXL, SD3).</summary>
    Penultimate,
}
