using Scumble.Imaging;
using Scumble.Tensors;

namespace Scumble.Materials;

/// <summary>
/// One kind of map in glTF's words: all that files, textures and models need to know of it. A further map is a further property here, and
/// its place in <see cref="All"/>. Immutable.
/// </summary>
public sealed class MaterialMap
{
    /// <summary>What stands for <see cref="BaseColor"/> in file names and recipes.</summary>
    public const string BaseColorSuffix = "basecolor";

    private MaterialMap(string name, params string[] components) => (Name, Components) = (name, components);

    /// <summary>The name in a model's files, for example "base_color".</summary>
    public string Name { get; }

    /// <summary>What stands for the map in file names and recipes, for example "basecolor".</summary>
    public string FileSuffix { get; private init; } = "";

    /// <summary>The components' names in a model's files: "r", "g", "b"; none where there is but one.</summary>
    public IReadOnlyList<string> Components { get; }

    /// <summary>Channels of the map, 1 or 3.</summary>
    public int ChannelCount => Math.Max(1, Components.Count);

    /// <summary>The names of its channels in a model's files: "base_color.r"... or "height".</summary>
    public IEnumerable<string> ChannelNames => Components.Count == 0 ? [Name] : Components.Select(component => $"{Name}.{component}");

    /// <summary>The value of each channel, 0..1, where nothing is known of a surface.</summary>
    public IReadOnlyList<float> Neutral { get; private init; } = [];

    /// <summary>How a texture stores it; files store halves in 16 bits, and mark what is sRGB-encoded.</summary>
    public TexelFormat Format { get; private init; }

    /// <summary>What its smaller levels average.</summary>
    public MipFilter Filter { get; private init; }

    /// <summary>The map that it follows from where a model does not give it, or null.</summary>
    public MaterialMap? Source { get; private init; }

    /// <summary>Writes it from its <see cref="Source"/> on the axes that repeat: target, source, and how many pixels the height's whole span is.</summary>
    public Action<IImageOps, Tensor, Tensor, TileMode, float>? Derive { get; private init; }

    /// <summary>Base colour, sRGB-encoded.</summary>
    public static MaterialMap BaseColor { get; } = new("base_color", "r", "g", "b")
    {
        FileSuffix = BaseColorSuffix,
        Neutral = [0.5f, 0.5f, 0.5f],
        Format = TexelFormat.Rgba8Srgb,
        Filter = MipFilter.Srgb,
    };

    /// <summary>Height, linear; 0 is the deepest and 1 the highest point; the whole span is <see cref="NormalFromHeight.DefaultDepth"/> pixels.</summary>
    public static MaterialMap Height { get; } = new("height") { FileSuffix = "height", Neutral = [0.5f], Format = TexelFormat.Rgba16Float };

    /// <summary>Tangent-space normal, (n + 1) / 2, OpenGL convention: green points to the top of the picture.</summary>
    public static MaterialMap Normal { get; } = new("normal", "x", "y", "z")
    {
        FileSuffix = "normal",
        Neutral = [0.5f, 0.5f, 1],
        Filter = MipFilter.Normal,
        Source = Height,
        Derive = static (ops, normal, height, tile, depth) => ops.NormalFromHeight(normal, height, tile, depth),
    };

    /// <summary>Perceptual roughness, linear.</summary>
    public static MaterialMap Roughness { get; } = new("roughness") { FileSuffix = "roughness", Neutral = [0.75f] };

    /// <summary>Metalness, linear.</summary>
    public static MaterialMap Metallic { get; } = new("metallic") { FileSuffix = "metallic", Neutral = [0] };

    /// <summary>Ambient occlusion, linear; 1 is open sky.</summary>
    public static MaterialMap Occlusion { get; } = new("occlusion")
    {
        FileSuffix = "occlusion",
        Neutral = [1],
        Source = Height,
        Derive = static (ops, occlusion, height, tile, depth) => ops.OcclusionFromHeight(occlusion, height, tile, depth),
    };

    /// <summary>Emitted light, sRGB-encoded.</summary>
    public static MaterialMap Emissive { get; } = new("emissive", "r", "g", "b")
    {
        FileSuffix = "emissive",
        Neutral = [0, 0, 0],
        Format = TexelFormat.Rgba8Srgb,
        Filter = MipFilter.Srgb,
    };

    /// <summary>All kinds, in the order in which files are written.</summary>
    public static IReadOnlyList<MaterialMap> All { get; } = [BaseColor, Normal, Height, Roughness, Metallic, Occlusion, Emissive];

    /// <inheritdoc/>
    public override string ToString() => Name;
}
