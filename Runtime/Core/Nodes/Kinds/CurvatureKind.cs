using Scumble.Imaging;

namespace Scumble.Nodes;

/// <summary>Edges and hollows of a height map.</summary>
internal sealed class CurvatureKind : NodeKind
{
    private readonly NodePort _input, _output;
    private readonly NodeParameter _radius, _strength;

    public CurvatureKind() : base("curvature", "Curvature", NodeCategory.Material, SeamRule.Equivariant, "How far each point of a height map stands out from its surroundings: edges are bright, hollows dark, planes grey.")
    {
        _input = In("input", PortType.Grey, "The height.");
        _radius = Number("radius", 3, 0.5, GaussianBlur.MaxSigma, "How far the surroundings reach.", "px");
        _strength = Number("strength", 4, 0, 100, "How much a difference counts.");
        _output = Out("curvature", PortType.Grey, "0.5 is even.");
    }

    private protected override void Run(NodeRun run)
    {
        var height = run.Picture(_input);
        var p = new PixelProgram();
        var curvature = (((p.Load(0).R - p.Load(1).R) * run.Number(_strength)) + 0.5f).Clamped();
        run.Set(_output, run.Shade(1, p.Return(curvature), height, run.Blurred(height, run.Number(_radius))));
    }
}

public static partial class NodeKinds
{
    /// <summary>Edges and hollows of a height map.</summary>
    public static NodeKind Curvature { get; } = Add(new CurvatureKind());
}
