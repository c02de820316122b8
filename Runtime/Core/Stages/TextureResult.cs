using System.Diagnostics.CodeAnalysis;
using Scumble.Imaging;
using Scumble.Materials;

namespace Scumble.Stages;

/// <summary>A finished picture, its material where the model makes one, and all that made it.</summary>
public sealed record TextureResult : TextureReport
{
    [SetsRequiredMembers]
    internal TextureResult(TextureReport report, Image image, MaterialMaps? maps) : base(report) => (Image, Maps) = (image, maps);

    /// <summary>The picture, RGB, sRGB-encoded, in host memory: a material's base colour, or the whole result of other models.</summary>
    public Image Image { get; }

    /// <summary>The material's maps, in host memory; null where the model makes plain pictures.</summary>
    public MaterialMaps? Maps { get; }
}
