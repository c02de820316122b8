using Scumble.Imaging;

namespace Scumble.Nodes;

/// <summary>A curve over tones.</summary>
internal sealed class CurveKind : NodeKind
{
    private const int Steps = 1024;
    private readonly NodePort _input, _output;
    private readonly NodeParameter _curve;

    public CurveKind() : base("curve", "Curve", NodeCategory.Colour, SeamRule.Equivariant, "Changes each tone as a curve says.")
    {
        _input = In("input", PortType.Picture, "What to change.");
        _curve = Curve("curve", "From tones before to tones after; straight between its points.");
        _output = Out("output", PortType.Picture, "The changed picture.");
    }

    private protected override void Run(NodeRun run)
    {
        var source = run.Picture(_input);
        var table = run.Table(run.Gradient(_curve), Steps);
        var p = new PixelProgram();
        var colour = p.Load(0);
        PixelValue At(PixelValue tone) => p.Sample(1, (tone.Clamped() * ((Steps - 1f) / Steps)) + (0.5f / Steps), p.Constant(0.5f), PixelEdge.Continue).R;
        var changed = source.Shape[2] == 1 ? At(colour.R) : p.Join(At(colour.R), At(colour.G), At(colour.B), colour.A);
        run.Set(_output, run.Shade(source.Shape[2], p.Return(changed), source, table));
    }
}

public static partial class NodeKinds
{
    /// <summary>A curve over tones.</summary>
    public static NodeKind Curve { get; } = Add(new CurveKind());
}
