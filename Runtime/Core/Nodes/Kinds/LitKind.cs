using Scumble.Imaging;
using Scumble.Materials;
using Scumble.Tensors;

namespace Scumble.Nodes;

/// <summary>A material under a light.</summary>
internal sealed class LitKind : NodeKind
{
    private readonly NodePort _input, _output;
    private readonly NodeParameter _azimuth, _elevation, _strength, _sky;

    public LitKind() : base("lit", "Lit view", NodeCategory.Material, SeamRule.Equivariant, "Shows a material from above under a lamp and the sky, as a flat piece of it would look.")
    {
        _input = In("material", PortType.Material, "The material.");
        _azimuth = Number("azimuth", 135, -180, 180, "Where the lamp is: 0 is to the right, 90 above, 135 at the upper left.", "°");
        _elevation = Number("elevation", 45, 1, 90, "How high the lamp stands.", "°");
        _strength = Number("strength", 2.4, 0, 10, "How bright the lamp is.");
        _sky = Number("sky", 0.6, 0, 4, "How bright the sky is.");
        _output = Out("output", PortType.Picture, "The view.");
    }

    public override string Keywords => "render preview light shade";

    // J. F. Blinn, "Models of light reflection for computer synthesized pictures", 1977, with the exponent 2 / roughness^4 - 2 and its norm; F0 as in glTF.
    private protected override void Run(NodeRun run)
    {
        var material = run.Material(_input);
        Tensor Map(MaterialMap map) => material.Maps.TryGetValue(map, out var picture) ? picture.Tensor : run.Uniform([.. map.Neutral]);
        var packing = new PixelProgram();
        packing.Return(packing.Join(packing.Load(0).R, packing.Load(1).R, packing.Load(2).R, packing.Constant(1)));
        var packed = run.Shade(3, packing, Map(MaterialMap.Occlusion), Map(MaterialMap.Roughness), Map(MaterialMap.Metallic));

        var p = new PixelProgram();
        var (baseColour, normal, data) = (p.Load(0).Power(p.Constant(2.2f)), (p.Load(1) * 2f) - 1f, p.Load(2));
        var (azimuth, elevation) = (run.Number(_azimuth) * (MathF.PI / 180), run.Number(_elevation) * (MathF.PI / 180));
        var (x, y, z) = (MathF.Cos(elevation) * MathF.Cos(azimuth), MathF.Cos(elevation) * MathF.Sin(azimuth), MathF.Sin(elevation));
        var half = MathF.Sqrt((x * x) + (y * y) + ((z + 1) * (z + 1)));
        PixelValue Along(float ax, float ay, float az) => ((normal.R * ax) + (normal.G * ay) + (normal.B * az)).Max(0);

        var (occlusion, roughness, metallic) = (data.R, data.G.Max(0.25f), data.B);
        var reflected = p.Constant(0.04f).To(baseColour, metallic);
        var alpha = roughness * roughness;
        var exponent = (p.Constant(2) / (alpha * alpha)) - 2f;
        var lamp = Along(x, y, z) * run.Number(_strength);
        var gloss = Along(x / half, y / half, (z + 1) / half).Power(exponent) * ((exponent + 2f) * 0.125f);
        var sky = occlusion * ((normal.G * 0.25f) + 0.75f) * run.Number(_sky);
        var light = (baseColour * (1f - metallic) * ((lamp * 0.6f) + sky)) + (reflected * ((gloss * lamp) + (sky * (1.2f - (roughness * 0.5f)))));
        var view = run.Shade(3, p.Return(light.Power(p.Constant(1 / 2.2f)).Clamped()), run.Colours(run.Find(Map(MaterialMap.BaseColor))).Tensor, Normals(run, material), packed);
        run.Set(_output, material.Maps.TryGetValue(MaterialMap.Emissive, out var emissive) ? Glowing(run, view, emissive.Tensor) : view);
    }

    private static Tensor Normals(NodeRun run, MaterialValue material) =>
        material.Maps.TryGetValue(MaterialMap.Normal, out var normal) ? normal.Tensor : run.Uniform([.. MaterialMap.Normal.Neutral]);

    private static Tensor Glowing(NodeRun run, Tensor view, Tensor emissive)
    {
        var p = new PixelProgram();
        var (lit, glow) = (p.Load(0), p.Load(1));
        return run.Shade(3, p.Return(lit + glow - (lit * glow)), view, emissive);
    }
}

public static partial class NodeKinds
{
    /// <summary>A material under a light.</summary>
    public static NodeKind Lit { get; } = Add(new LitKind());
}
