namespace Scumble.Nodes;

/// <summary>Which types go together: equal ones, and those between which there is one natural conversion.</summary>
public static class PortTypes
{
    private static readonly Dictionary<(PortType From, PortType To), string> Conversions = new()
    {
        [(PortType.Grey, PortType.Picture)] = "the same value in all colours",
        [(PortType.Mask, PortType.Picture)] = "the same value in all colours",
        [(PortType.Grey, PortType.Mask)] = "white is where it counts",
        [(PortType.Mask, PortType.Grey)] = "white is 1",
        [(PortType.Picture, PortType.Grey)] = "its brightness",
        [(PortType.Picture, PortType.Mask)] = "its brightness",
        [(PortType.Picture, PortType.Material)] = "its base colour; other maps are neutral",
        [(PortType.Material, PortType.Picture)] = "its base colour",
        [(PortType.Material, PortType.Grey)] = "its height",
        [(PortType.Colour, PortType.Picture)] = "the colour everywhere",
        [(PortType.Number, PortType.Picture)] = "the number everywhere",
        [(PortType.Number, PortType.Grey)] = "the number everywhere",
        [(PortType.Number, PortType.Mask)] = "the number everywhere",
        [(PortType.Number, PortType.Seed)] = "its whole part",
        [(PortType.Number, PortType.Text)] = "its digits",
        [(PortType.Seed, PortType.Text)] = "its digits",
    };

    private static readonly Dictionary<(PortType From, PortType To), string> Cures = new()
    {
        [(PortType.Picture, PortType.Control)] = "Put a Control node between, which says what network reads it.",
        [(PortType.Grey, PortType.Control)] = "Put a Control node between, which says what network reads it.",
        [(PortType.Mask, PortType.Control)] = "Put a Control node between, which says what network reads it.",
        [(PortType.Material, PortType.Control)] = "Put a Split material and a Control node between.",
        [(PortType.Grey, PortType.Material)] = "Put a Material from height node between.",
        [(PortType.Mask, PortType.Material)] = "Put a Material from height node between.",
        [(PortType.Material, PortType.Mask)] = "Put a Split material node between, and take one of its maps.",
        [(PortType.Gradient, PortType.Picture)] = "Put a Gradient picture node between.",
        [(PortType.Gradient, PortType.Grey)] = "Put a Gradient picture node between.",
        [(PortType.Text, PortType.Picture)] = "Put a Text picture node between to write it, or a Generate node to paint it.",
        [(PortType.Seed, PortType.Number)] = "A seed has no size; use a Number node.",
    };

    /// <summary>Whether a value of one type may flow into an input of another, and how or why not.</summary>
    public static WireRule Rule(PortType from, PortType to) =>
        from == to && from != PortType.Any ? new(true, "as it is")
        : to == PortType.Any ? IsDrawn(from) ? new(true, "as it is") : new(false, $"A {Name(from)} is no picture and no material.")
        : Conversions.TryGetValue((from, to), out var how) ? new(true, how)
        : new(false, $"A {Name(from)} is no {Name(to)}.{(Cures.TryGetValue((from, to), out var cure) ? " " + cure : "")}");

    /// <summary>The name in messages, for example "grey picture".</summary>
    public static string Name(PortType type) => type switch
    {
        PortType.Grey => "grey picture",
        PortType.Any => "picture or material",
        _ => type.ToString().ToLowerInvariant(),
    };

    /// <summary>Whether values of this type have pixels.</summary>
    public static bool IsDrawn(PortType type) => type is PortType.Picture or PortType.Grey or PortType.Mask or PortType.Material;
}
