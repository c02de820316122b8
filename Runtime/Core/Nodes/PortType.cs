namespace Scumble.Nodes;

/// <summary>What flows through a wire.</summary>
public enum PortType
{
    /// <summary>A picture in colour, [height, width, 1, 3 or 4], 0..1; a grey one is a picture too.</summary>
    Picture,

    /// <summary>A picture in one channel: height, roughness, any data.</summary>
    Grey,

    /// <summary>A picture in one channel that says how much of something counts where.</summary>
    Mask,

    /// <summary>A set of maps.</summary>
    Material,

    /// <summary>Words.</summary>
    Text,

    /// <summary>A number.</summary>
    Number,

    /// <summary>The seed of noise.</summary>
    Seed,

    /// <summary>One colour.</summary>
    Colour,

    /// <summary>Colours along a line.</summary>
    Gradient,

    /// <summary>Pictures that steer a generation, each with its ControlNet.</summary>
    Control,

    /// <summary>Of inputs only: a picture, grey picture, mask or material, as it comes.</summary>
    Any,
}
