using Scumble.Imaging;
using Scumble.Materials;

namespace Scumble.Stages;

/// <summary>What a generation shows before it is done, smaller than what it will give.</summary>
/// <param name="Image">RGB, sRGB-encoded: a material's base colour, or the whole picture.</param>
/// <param name="Maps">The material's maps; null where the model makes plain pictures.</param>
public sealed record TexturePreview(Image Image, MaterialMaps? Maps);
