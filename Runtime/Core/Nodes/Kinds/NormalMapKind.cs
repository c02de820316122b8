using Scumble.Imaging;

namespace Scumble.Nodes;

/// <summary>Normals of a height map.</summary>
internal sealed class NormalMapKind : NodeKind
{
    private readonly NodePort _input, _output;
    private readonly NodeParameter _depth, _format;

    public NormalMapKind() : base("normal_map", "Normal map", NodeCategory.Material, SeamRule.Equivariant, "Tangent-space normals of a height map.")
    {
        _input = In("input", PortType.Grey, "The height.");
        _depth = Number("depth", NormalFromHeight.DefaultDepth, 0, 512, "How many pixels a height from 0 to 1 spans.", "px");
        _format = Choice("format", "opengl", "Where green points: up in OpenGL's convention, down in DirectX's.", "opengl", "directx");
        _output = Out("normal", PortType.Picture, "The normals, (n + 1) / 2.");
    }

    private protected override void Run(NodeRun run)
    {
        var normal = run.New(3);
        run.Images.NormalFromHeight(normal, run.Picture(_input), run.Tile, run.Number(_depth));
        if (run.Text(_format) == "directx")
        {
            var p = new PixelProgram();
            var n = p.Load(0);
            normal = run.Shade(3, p.Return(p.Join(n.R, 1f - n.G, n.B, n.A)), normal);
        }
        run.Set(_output, normal);
    }
}

public static partial class NodeKinds
{
    /// <summary>Normals of a height map.</summary>
    public static NodeKind NormalMap { get; } = Add(new NormalMapKind());
}
