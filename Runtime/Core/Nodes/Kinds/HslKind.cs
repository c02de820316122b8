using Scumble.Imaging;

namespace Scumble.Nodes;

/// <summary>Hue, saturation, lightness.</summary>
internal sealed class HslKind : NodeKind
{
    private readonly NodePort _input, _output;
    private readonly NodeParameter _hue, _saturation, _lightness;

    public HslKind() : base("hsl", "Hue/saturation", NodeCategory.Colour, SeamRule.Equivariant, "Turns hues, strengthens or weakens them, and makes all brighter or darker.")
    {
        _input = In("input", PortType.Picture, "What to change.");
        _hue = Number("hue", 0, -180, 180, "How far hues are turned.", "°");
        _saturation = Number("saturation", 1, 0, 4, "0 is grey, 1 as it was.");
        _lightness = Number("lightness", 0, -1, 1, "What is added to all.");
        _output = Out("output", PortType.Picture, "The changed picture.");
    }

    // Turned about the axis of greys: r' = c r + (1 - c) mean + s (g - b) / sqrt(3), and so on around.
    private protected override void Run(NodeRun run)
    {
        var source = run.Picture(_input);
        var (s, c) = MathF.SinCos(run.Number(_hue) * (MathF.PI / 180));
        var p = new PixelProgram();
        var from = p.Load(0);
        var mean = (from.R + from.G + from.B) * ((1 - c) / 3);
        PixelValue Turned(PixelValue own, PixelValue next, PixelValue last) => (own * c) + mean + ((last - next) * (s / MathF.Sqrt(3)));
        var turned = p.Join(Turned(from.R, from.G, from.B), Turned(from.G, from.B, from.R), Turned(from.B, from.R, from.G), from.A);
        var changed = (turned.Luma().To(turned, p.Constant(run.Number(_saturation))) + run.Number(_lightness)).Clamped();
        run.Set(_output, run.Shade(source.Shape[2], p.Return(p.Join(changed.R, changed.G, changed.B, from.A)), source));
    }
}

public static partial class NodeKinds
{
    /// <summary>Hue, saturation, lightness.</summary>
    public static NodeKind Hsl { get; } = Add(new HslKind());
}
