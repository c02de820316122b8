namespace Scumble.Nodes;

/// <summary>Where a node stands in a palette.</summary>
public enum NodeCategory
{
    /// <summary>Words, numbers, seeds, colours.</summary>
    Value,

    /// <summary>Pictures from outside, and what leaves the graph.</summary>
    InputOutput,

    /// <summary>Diffusion.</summary>
    Generate,

    /// <summary>Materials and their maps.</summary>
    Material,

    /// <summary>Noise, shapes, tilings.</summary>
    Pattern,

    /// <summary>Changes of tone and colour.</summary>
    Colour,

    /// <summary>Changes that look at a pixel's surroundings.</summary>
    Filter,

    /// <summary>Changes of place.</summary>
    Transform,

    /// <summary>Several pictures into one.</summary>
    Mix,
}
