using Scumble.Imaging;
using Scumble.Materials;
using Scumble.Tensors;

namespace Scumble.Nodes;

/// <summary>A material from a height map.</summary>
internal sealed class MaterialFromHeightKind : NodeKind
{
    private readonly NodePort _height, _colour, _output;
    private readonly NodeParameter _gradient, _roughLow, _roughHigh, _metallic, _depth;

    public MaterialFromHeightKind() : base("material_from_height", "Material from height", NodeCategory.Material, SeamRule.Equivariant, "A material whose normals and occlusion follow from a height map, and its colour too where no wire gives one.")
    {
        _height = In("height", PortType.Grey, "The height.");
        _colour = Optional("base_color", PortType.Picture, "The base colour; a gradient over the height without a wire.");
        _gradient = Gradient("gradient", "[[0,\"#3a332c\"],[1,\"#b0a595\"]]", "The colour of each height.");
        _roughLow = Number("roughness_low", 0.9, 0, 1, "The roughness of what lies deepest.");
        _roughHigh = Number("roughness_high", 0.6, 0, 1, "The roughness of what lies highest.");
        _metallic = Number("metallic", 0, 0, 1, "The metalness.");
        _depth = Number("depth", NormalFromHeight.DefaultDepth, 0, 512, "How many pixels a height from 0 to 1 spans.", "px");
        _output = Out("material", PortType.Material, "The material.");
    }

    private protected override void Run(NodeRun run)
    {
        const int Steps = 1024;
        var height = run.Picture(_height);
        var p = new PixelProgram();
        var colour = run.Has(_colour) ? run.Colours(run.Find(run.Picture(_colour))).Tensor
            : run.Shade(3, p.Return(p.Sample(1, (p.Load(0).R.Clamped() * ((Steps - 1f) / Steps)) + (0.5f / Steps), p.Constant(0.5f), PixelEdge.Continue)), height, run.Table(run.Gradient(_gradient), Steps));
        var q = new PixelProgram();
        var roughness = q.Constant(run.Number(_roughLow)).To(q.Constant(run.Number(_roughHigh)), q.Load(0).R.Clamped());
        var maps = new Dictionary<MaterialMap, Tensor>
        {
            [MaterialMap.BaseColor] = colour,
            [MaterialMap.Height] = height,
            [MaterialMap.Roughness] = run.Shade(1, q.Return(roughness), height),
            [MaterialMap.Metallic] = run.Uniform(run.Number(_metallic)),
        };
        run.Derive(maps, run.Number(_depth));
        run.Set(_output, maps);
    }
}

public static partial class NodeKinds
{
    /// <summary>A material from a height map.</summary>
    public static NodeKind MaterialFromHeight { get; } = Add(new MaterialFromHeightKind());
}
