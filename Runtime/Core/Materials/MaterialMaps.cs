using System.Runtime.CompilerServices;
using Scumble.Imaging;

namespace Scumble.Materials;

/// <summary>The maps of one PBR material in glTF's words, all of one size, values 0..1. Maps are shared, not copied.</summary>
public sealed record MaterialMaps
{
    /// <exception cref="ArgumentException">A map has the wrong number of channels or another size than the base colour.</exception>
    public MaterialMaps(Image baseColor, Image normal, Image height, Image roughness, Image metallic, Image occlusion)
    {
        ArgumentNullException.ThrowIfNull(baseColor);
        BaseColor = Checked(baseColor, 3, baseColor);
        Normal = Checked(normal, 3, baseColor);
        Height = Checked(height, 1, baseColor);
        Roughness = Checked(roughness, 1, baseColor);
        Metallic = Checked(metallic, 1, baseColor);
        Occlusion = Checked(occlusion, 1, baseColor);
    }

    /// <summary>Base colour, 3 channels, sRGB-encoded.</summary>
    public Image BaseColor { get; }

    /// <summary>Tangent-space normal, 3 channels, (n + 1) / 2, OpenGL convention: green points to the top of the picture.</summary>
    public Image Normal { get; }

    /// <summary>Height, 1 channel, linear; 0 is the deepest and 1 the highest point; the whole span is <see cref="NormalFromHeight.DefaultDepth"/> pixels.</summary>
    public Image Height { get; }

    /// <summary>Perceptual roughness, 1 channel, linear.</summary>
    public Image Roughness { get; }

    /// <summary>Metalness, 1 channel, linear.</summary>
    public Image Metallic { get; }

    /// <summary>Ambient occlusion, 1 channel, linear; 1 is open sky.</summary>
    public Image Occlusion { get; }

    /// <summary>Completes a material whose normal and occlusion follow from its height.</summary>
    /// <param name="baseColor">[h, w, 3], sRGB.</param>
    /// <param name="height">[h, w, 1].</param>
    /// <param name="roughness">[h, w, 1].</param>
    /// <param name="metallic">[h, w, 1].</param>
    /// <param name="tile">The axes on which the material repeats.</param>
    public static MaterialMaps FromHeight(Image baseColor, Image height, Image roughness, Image metallic, TileMode tile) =>
        new(baseColor, NormalFromHeight.Create(height, tile), height, roughness, metallic, OcclusionFromHeight.Create(height, tile));

    private static Image Checked(Image map, int channels, Image like, [CallerArgumentExpression(nameof(map))] string? name = null)
    {
        ArgumentNullException.ThrowIfNull(map, name);
        if (map.Channels != channels || map.Width != like.Width || map.Height != like.Height)
        {
            throw new ArgumentException(
                $"Expected {like.Width}x{like.Height} with {channels} channel(s), found {map.Width}x{map.Height} with {map.Channels}.", name);
        }
        return map;
    }
}
