using Scumble.Imaging;
using Scumble.Materials;
using Scumble.Tensors;

namespace Scumble.Nodes;

/// <summary>One material over another.</summary>
internal sealed class BlendMaterialsKind : NodeKind
{
    private readonly NodePort _background, _foreground, _mask, _output, _weight;
    private readonly NodeParameter _mode, _amount, _contrast, _depth;

    public BlendMaterialsKind() : base("blend_materials", "Blend materials", NodeCategory.Mix, SeamRule.Equivariant, "Lays one material over another where a mask is white, or fills the lower one's hollows first.")
    {
        _background = In("background", PortType.Material, "What lies below.");
        _foreground = In("foreground", PortType.Material, "What lies above.");
        _mask = Optional("mask", PortType.Mask, "Where the upper one counts; everywhere without a wire.");
        _mode = Choice("mode", "mask", "By the mask alone; by height too, so that the higher of both wins; or into hollows, so that the mask is a level that rises.", "mask", "height", "hollows");
        _amount = Number("amount", 1, 0, 1, "How much of the mask counts.");
        _contrast = Number("contrast", 0.8, 0, 1, "How hard the border is, where heights decide.");
        _depth = Number("depth", NormalFromHeight.DefaultDepth, 0, 512, "How many pixels a height from 0 to 1 spans, for normals and occlusion.", "px");
        _output = Out("material", PortType.Material, "The blended material.");
        _weight = Out("weight", PortType.Mask, "Where the upper one came to lie.");
    }

    public override string Keywords => "mix layer moss snow terrain";

    private protected override void Run(NodeRun run)
    {
        var (below, above) = (run.Material(_background), run.Material(_foreground));
        var weight = Weight(run, Map(run, below, MaterialMap.Height), Map(run, above, MaterialMap.Height));
        var maps = new Dictionary<MaterialMap, Tensor>();
        foreach (var map in MaterialMap.All.Where(map => below.Maps.ContainsKey(map) || above.Maps.ContainsKey(map)))
        {
            if (map.Source is not null) continue; // follows from the blended height
            var p = new PixelProgram();
            maps[map] = run.Shade(map.ChannelCount, p.Return(p.Load(0).To(p.Load(1), p.Load(2).R)), Map(run, below, map), Map(run, above, map), weight);
        }
        run.Derive(maps, run.Number(_depth));
        run.Set(_output, maps);
        run.Set(_weight, weight);
    }

    private Tensor Weight(NodeRun run, Tensor below, Tensor above)
    {
        var p = new PixelProgram();
        var mask = (run.Has(_mask) ? p.Load(2).R : p.Constant(1)) * run.Number(_amount);
        var soft = MathF.Max(1 - run.Number(_contrast), 0.01f);
        var weight = run.Text(_mode) switch
        {
            "mask" => mask,
            "height" => p.Select(mask, (((p.Load(1).R - p.Load(0).R + (mask * 2f) - 1f) * (1 / soft)) + 0.5f).Clamped(), mask),
            _ => p.Select(mask, (((mask * (1 + soft)) - p.Load(0).R) * (1 / soft)).Clamped(), mask),
        };
        p.Return(weight.Clamped());
        return run.Has(_mask) ? run.Shade(1, p, below, above, run.Picture(_mask)) : run.Shade(1, p, below, above);
    }

    private static Tensor Map(NodeRun run, MaterialValue material, MaterialMap map) =>
        material.Maps.TryGetValue(map, out var picture) ? picture.Tensor : run.Uniform([.. map.Neutral]);
}

public static partial class NodeKinds
{
    /// <summary>One material over another.</summary>
    public static NodeKind BlendMaterials { get; } = Add(new BlendMaterialsKind());
}
