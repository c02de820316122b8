namespace Scumble.Nodes;

/// <summary>What kind of value a parameter has, and how JSON writes it.</summary>
public enum ParameterType
{
    /// <summary>A number.</summary>
    Number,

    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>true or false.</summary>
    Toggle,

    /// <summary>One of the choices, as text.</summary>
    Choice,

    /// <summary>Words.</summary>
    Text,

    /// <summary>A whole number from 0 to 2^64 - 1; a text of digits too, for readers that know only 53 bits.</summary>
    Seed,

    /// <summary>"#rrggbb" or "#rrggbbaa", sRGB-encoded.</summary>
    Colour,

    /// <summary>[[position 0..1, "#rrggbb"], ...], ascending.</summary>
    Gradient,

    /// <summary>[[x, y], ...] in 0..1, x ascending.</summary>
    Curve,

    /// <summary>The name of a file in the graph's folder.</summary>
    File,

    /// <summary>A whole graph as a JSON object.</summary>
    Graph,
}
