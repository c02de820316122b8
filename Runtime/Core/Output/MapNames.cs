namespace Scumble.Output;

/// <summary>The names of a material's maps as they stand in file names and recipes.</summary>
public static class MapNames
{
    /// <summary>Base colour, sRGB.</summary>
    public const string BaseColor = "basecolor";

    /// <summary>Normal, OpenGL convention.</summary>
    public const string Normal = "normal";

    /// <summary>Height, 16 bits.</summary>
    public const string Height = "height";

    /// <summary>Roughness.</summary>
    public const string Roughness = "roughness";

    /// <summary>Metalness.</summary>
    public const string Metallic = "metallic";

    /// <summary>Ambient occlusion.</summary>
    public const string Occlusion = "occlusion";
}
