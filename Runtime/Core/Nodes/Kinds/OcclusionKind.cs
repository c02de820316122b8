using Scumble.Imaging;

namespace Scumble.Nodes;

/// <summary>Ambient occlusion of a height map.</summary>
internal sealed class OcclusionKind : NodeKind
{
    private readonly NodePort _input, _output;
    private readonly NodeParameter _depth;

    public OcclusionKind() : base("occlusion", "Ambient occlusion", NodeCategory.Material, SeamRule.Equivariant, "The share of the sky that each point of a height map sees.")
    {
        _input = In("input", PortType.Grey, "The height.");
        _depth = Number("depth", NormalFromHeight.DefaultDepth, 0, 512, "How many pixels a height from 0 to 1 spans.", "px");
        _output = Out("occlusion", PortType.Grey, "1 is open sky.");
    }

    private protected override void Run(NodeRun run)
    {
        var occlusion = run.New(1);
        run.Images.OcclusionFromHeight(occlusion, run.Picture(_input), run.Tile, run.Number(_depth));
        run.Set(_output, occlusion);
    }
}

public static partial class NodeKinds
{
    /// <summary>Ambient occlusion of a height map.</summary>
    public static NodeKind Occlusion { get; } = Add(new OcclusionKind());
}
