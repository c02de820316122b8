using System.Numerics;
using Scumble.Imaging;

namespace Scumble.Materials;

// Where a pixel's surface lies follows from depth and the camera: p = z (u, v, -1). Materials are laid on from the three axes of the world, weighted by the normal
// (R. Geiss, "Generating complex procedural terrains using the GPU", 2007), and lit by a sun and a sky: Lambert, and GGX for what shines (B. Walter et al., 2007).

/// <summary>One picture of what a camera sees, each object in a material of its own, in simple light without shadows. Immutable.</summary>
public sealed record SceneComposition
{
    private const float LeastWeight = 0.02f, Dielectric = 0.04f;

    /// <summary>[h, w, 1], as <see cref="LinearDepth.ToInverse"/> gives it.</summary>
    public required Image Depth { get; init; }

    /// <summary>Where the pixels look.</summary>
    public required CameraRays Rays { get; init; }

    /// <summary>From the camera's space (x right, y up, z towards the viewer) to the world, whose y is up.</summary>
    public Matrix4x4 World { get; init; } = Matrix4x4.Identity;

    /// <summary>Normals in the camera's space, (n + 1) / 2, [h, w, 3]; null for those that follow from depth.</summary>
    public Image? Normal { get; init; }

    /// <summary>Which object each pixel shows, [h, w, 1]; null for one.</summary>
    public Image? Ids { get; init; }

    /// <summary>Edges that stay visible whatever the materials are, [h, w, 1]; null for none.</summary>
    public Image? Edges { get; init; }

    /// <summary>How much darker an edge is than what lies beside it, 0 to 1.</summary>
    public float EdgeStrength { get; init; } = 0.5f;

    /// <summary>What a tile of the materials spans, above 0.</summary>
    public float TileMetres { get; init; } = 2;

    /// <summary>The light.</summary>
    public SceneLight Light { get; init; } = new();

    /// <summary>The picture, RGB, sRGB-encoded.</summary>
    /// <param name="byId">The material of an object.</param>
    /// <param name="others">That of all other objects.</param>
    /// <exception cref="ArgumentException">A picture is of another size or has other channels.</exception>
    public Image Compose(IReadOnlyDictionary<int, MaterialMaps> byId, MaterialMaps others)
    {
        ArgumentNullException.ThrowIfNull(byId);
        ArgumentNullException.ThrowIfNull(others);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(TileMetres);
        foreach (var (image, channels) in new[] { (Depth, 1), (Normal, 3), (Ids, 1), (Edges, 1) })
            if (image is not null && (image.Channels != channels || image.Width != Depth.Width || image.Height != Depth.Height))
                throw new ArgumentException($"Expected a picture of {Depth.Width}x{Depth.Height} with {channels} channel(s), found {image.Width}x{image.Height} with {image.Channels}.");
        var normals = Normal ?? NormalFromDepth.Create(Depth, Rays);
        var surfaces = byId.Values.Append(others).Distinct().ToDictionary(maps => maps, maps => new SceneSurface(maps));
        var picture = new Image(Depth.Width, Depth.Height, 3);
        Parallel.For(0, picture.Height, y =>
        {
            for (var x = 0; x < picture.Width; x++)
            {
                var light = Light.Background;
                if (Depth[x, y] > 0)
                {
                    var maps = Ids is not null && byId.TryGetValue((int)Ids[x, y], out var own) ? own : others;
                    light = Shade(surfaces[maps], x, y, Vector3.Normalize((2 * new Vector3(normals[x, y, 0], normals[x, y, 1], normals[x, y, 2])) - Vector3.One));
                }
                light *= 1 - (EdgeStrength * (Edges?[x, y] ?? 0));
                for (var c = 0; c < 3; c++) picture[x, y, c] = Srgb.FromLinear(Math.Clamp(light[c], 0, 1));
            }
        });
        return picture;
    }

    private Vector3 Shade(SceneSurface surface, int x, int y, Vector3 seen)
    {
        // Where it is
        float u = (x * Rays.StepX) + Rays.FirstX, v = (y * Rays.StepY) + Rays.FirstY, e = Depth[x, y];
        var ray = Rays.DepthMetres > 0 ? new Vector3(0, 0, -1) : new Vector3(u, v, -1);
        var place = Rays.DepthMetres > 0 ? new Vector3(u, v, (e - 1) * Rays.DepthMetres) : ray / e;
        var (p, n, view) = (Vector3.Transform(place, World), Vector3.TransformNormal(seen, World), Vector3.Normalize(Vector3.TransformNormal(-ray, World)));
        var spans = Rays.StepX * (Rays.DepthMetres > 0 ? 1 : 1 / e) / TileMetres / MathF.Sqrt(Math.Clamp(Vector3.Dot(n, view), 0.1f, 1));

        // What it is made of, from three sides
        var weights = Vector3.Abs(n) * Vector3.Abs(n);
        weights *= weights;
        weights /= weights.X + weights.Y + weights.Z;
        var (colour, bent, rest) = (Vector3.Zero, n, Vector3.Zero);
        for (var axis = 0; axis < 3; axis++)
        {
            if (weights[axis] < LeastWeight) continue;
            // Right x up looks outwards on both sides, so that letters are letters on both.
            var side = n[axis] < 0 ? -1 : 1;
            var (right, up) = axis switch { 0 => (-side * Vector3.UnitZ, Vector3.UnitY), 1 => (Vector3.UnitX, -side * Vector3.UnitZ), _ => (side * Vector3.UnitX, Vector3.UnitY) };
            var texel = surface.At(Vector3.Dot(p, right) / TileMetres, Vector3.Dot(p, up) / TileMetres, spans);
            colour += weights[axis] * texel.Colour;
            bent += weights[axis] * ((texel.Normal.X * right) + (texel.Normal.Y * up));
            rest += weights[axis] * new Vector3(texel.Roughness, texel.Metallic, texel.Occlusion);
        }
        return Lit(Vector3.Normalize(bent), view, colour, rest.X, rest.Y, rest.Z);
    }

    private Vector3 Lit(Vector3 n, Vector3 view, Vector3 colour, float roughness, float metallic, float occlusion)
    {
        var sun = Vector3.Normalize(Light.Sun);
        var (cosine, half) = (MathF.Max(0, Vector3.Dot(n, sun)), Vector3.Normalize(sun + view));
        var f0 = Vector3.Lerp(new Vector3(Dielectric), colour, metallic);
        var alpha = MathF.Max(0.02f, roughness * roughness);
        var (nh, vh, nv) = (MathF.Max(0, Vector3.Dot(n, half)), MathF.Max(0, Vector3.Dot(view, half)), MathF.Max(0.05f, Vector3.Dot(n, view)));
        var spread = (nh * nh * ((alpha * alpha) - 1)) + 1;
        var shine = alpha * alpha / (MathF.PI * spread * spread) / (4 * MathF.Max(nv, cosine)) * (f0 + ((Vector3.One - f0) * MathF.Pow(1 - vh, 5)));
        var around = Vector3.Lerp(Light.Ground, Light.Sky, (n.Y + 1) / 2) * occlusion;
        var diffuse = colour * (1 - metallic);
        return (Light.SunColour * cosine * ((diffuse / MathF.PI) + shine)) + (around * (diffuse + (f0 * (1 - roughness))));
    }
}
