using Scumble.Imaging;

namespace Scumble.Nodes;

/// <summary>Levels.</summary>
internal sealed class LevelsKind : NodeKind
{
    private readonly NodePort _input, _output;
    private readonly NodeParameter _inLow, _inHigh, _gamma, _outLow, _outHigh;

    public LevelsKind() : base("levels", "Levels", NodeCategory.Colour, SeamRule.Equivariant, "Stretches a range of tones to another, and bends the middle.")
    {
        _input = In("input", PortType.Picture, "What to change.");
        _inLow = Number("in_low", 0, 0, 1, "Tones up to here become the lowest.");
        _inHigh = Number("in_high", 1, 0, 1, "Tones from here on become the highest.");
        _gamma = Number("gamma", 1, 0.1, 10, "Above 1 the middle becomes brighter, below darker.");
        _outLow = Number("out_low", 0, 0, 1, "What the lowest tones become.");
        _outHigh = Number("out_high", 1, 0, 1, "What the highest tones become.");
        _output = Out("output", PortType.Picture, "The changed picture.");
    }

    public override string Keywords => "contrast brightness histogram";

    private protected override void Run(NodeRun run)
    {
        var source = run.Picture(_input);
        var (low, high) = (run.Number(_inLow), run.Number(_inHigh));
        var p = new PixelProgram();
        var colour = p.Load(0);
        var t = ((colour - low) * (1 / MathF.Max(high - low, 1e-4f))).Clamped();
        if (run.Number(_gamma) != 1) t = t.Power(p.Constant(1 / run.Number(_gamma)));
        var changed = (t * (run.Number(_outHigh) - run.Number(_outLow))) + run.Number(_outLow);
        run.Set(_output, run.Shade(source.Shape[2], p.Return(p.Join(changed.R, changed.G, changed.B, colour.A)), source));
    }
}

public static partial class NodeKinds
{
    /// <summary>Levels.</summary>
    public static NodeKind Levels { get; } = Add(new LevelsKind());
}
