using Scumble.Imaging;

namespace Scumble.Nodes;

/// <summary>One picture over another.</summary>
internal sealed class BlendKind : NodeKind
{
    private readonly NodePort _background, _foreground, _mask, _output;
    private readonly NodeParameter _mode, _opacity;

    public BlendKind() : base("blend", "Blend", NodeCategory.Mix, SeamRule.Equivariant, "Lays one picture over another, in one of the usual modes, where a mask is white.")
    {
        _background = In("background", PortType.Picture, "What lies below.");
        _foreground = In("foreground", PortType.Picture, "What lies above.");
        _mask = Optional("mask", PortType.Mask, "Where the upper one counts.");
        _mode = Choice("mode", "normal", "How they are blended.",
            "normal", "multiply", "screen", "overlay", "soft_light", "add", "subtract", "difference", "divide", "lighten", "darken");
        _opacity = Number("opacity", 1, 0, 1, "How much the upper one counts.");
        _output = Out("output", PortType.Picture, "The blended picture.");
    }

    public override string Keywords => "mix layer multiply screen overlay";

    private protected override void Run(NodeRun run)
    {
        var (below, above) = (run.Picture(_background), run.Picture(_foreground));
        var channels = Math.Max(below.Shape[2], above.Shape[2] == 4 ? 3 : above.Shape[2]);
        var p = new PixelProgram();
        var (b, f) = (p.Load(0), p.Load(1));
        var weight = f.A * run.Number(_opacity);
        if (run.Has(_mask)) weight *= p.Load(2).R;
        var mixed = b.To(Mixed(p, run.Text(_mode), b, f).Clamped(), weight);
        var alpha = b.A.To(p.Constant(1), weight);
        p.Return(channels == 1 ? mixed.R : p.Join(mixed.R, mixed.G, mixed.B, alpha));
        run.Set(_output, run.Has(_mask) ? run.Shade(channels, p, below, above, run.Picture(_mask)) : run.Shade(channels, p, below, above));
    }

    // W3C, "Compositing and blending level 1", 2015; soft light by Pegtop's formula, which has no break.
    private static PixelValue Mixed(PixelProgram p, string mode, PixelValue b, PixelValue f) => mode switch
    {
        "multiply" => b * f,
        "screen" => b + f - (b * f),
        "overlay" => p.Select(b - 0.5f, 1f - ((1f - b) * (1f - f) * 2f), b * f * 2f),
        "soft_light" => (b * b * (1f - (f * 2f))) + (b * f * 2f),
        "add" => b + f,
        "subtract" => b - f,
        "difference" => (b - f).Abs(),
        "divide" => b / f.Max(1e-3f),
        "lighten" => b.Max(f),
        "darken" => b.Min(f),
        _ => f,
    };
}

public static partial class NodeKinds
{
    /// <summary>One picture over another.</summary>
    public static NodeKind Blend { get; } = Add(new BlendKind());
}
