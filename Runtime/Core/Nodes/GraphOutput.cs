using Scumble.Imaging;
using Scumble.Materials;
using Scumble.Output;

namespace Scumble.Nodes;

/// <summary>What an output node was given, in host memory.</summary>
/// <param name="Name">The output's name.</param>
/// <param name="Node">The output node's id.</param>
/// <param name="Type">A picture, a grey picture, a mask or a material.</param>
/// <param name="Picture">The picture; a material's base colour.</param>
/// <param name="Maps">The material's maps, or null.</param>
/// <param name="IsData">Whether the picture holds numbers and no colours.</param>
public sealed record GraphOutput(string Name, string Node, PortType Type, Image Picture, MaterialMaps? Maps, bool IsData = false)
{
    /// <summary>How a file stores the picture: grey in 16 bits, all else in 8; only colours are marked sRGB.</summary>
    public PngFormat Format => Type == PortType.Grey ? PngFormat.Data16 : IsData || Type == PortType.Mask ? PngFormat.Data : PngFormat.Colour;
}
