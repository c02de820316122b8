using Scumble.Imaging;

namespace Scumble.Nodes;

/// <summary>The negative.</summary>
internal sealed class InvertKind : NodeKind
{
    private readonly NodePort _input, _output;

    public InvertKind() : base("invert", "Invert", NodeCategory.Colour, SeamRule.Equivariant, "Makes bright what is dark.")
    {
        _input = In("input", PortType.Picture, "What to change.");
        _output = Out("output", PortType.Picture, "The negative.");
    }

    private protected override void Run(NodeRun run)
    {
        var source = run.Picture(_input);
        var p = new PixelProgram();
        var from = p.Load(0);
        var changed = 1f - from;
        run.Set(_output, run.Shade(source.Shape[2], p.Return(p.Join(changed.R, changed.G, changed.B, from.A)), source));
    }
}

public static partial class NodeKinds
{
    /// <summary>The negative.</summary>
    public static NodeKind Invert { get; } = Add(new InvertKind());
}
