namespace Scumble.Nodes;

/// <summary>What a node does to the edges of pictures that repeat.</summary>
public enum SeamRule
{
    /// <summary>It has nothing to do with pixels, or hands on what it was given.</summary>
    None,

    /// <summary>It does the same everywhere: a rolled picture gives the rolled result, on the axes that repeat.</summary>
    Equivariant,

    /// <summary>Its place in the picture counts, and its result repeats where what it was given repeats.</summary>
    Repeats,

    /// <summary>Its result need not repeat.</summary>
    Breaks,
}
