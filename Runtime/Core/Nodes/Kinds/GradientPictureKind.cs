using Scumble.Imaging;

namespace Scumble.Nodes;

/// <summary>A gradient as a picture.</summary>
internal sealed class GradientPictureKind : NodeKind
{
    private const int Steps = 1024;
    private readonly NodeParameter _type, _gradient, _repeat;
    private readonly NodePort _output;

    public GradientPictureKind() : base("gradient_picture", "Gradient picture", NodeCategory.Pattern, SeamRule.Breaks, "Colours along an axis, there and back, or around the middle.")
    {
        _type = Choice("type", "vertical", "How the colours run: across, down, around the middle, or once about it.", "horizontal", "vertical", "radial", "circular");
        _gradient = Gradient("gradient", "[[0,\"#000000\"],[0.5,\"#ffffff\"],[1,\"#000000\"]]", "The colours; where the last is the first it repeats.");
        _repeat = Integer("repeat", 1, 1, 64, "How often it runs.");
        _output = Out("output", PortType.Picture, "The picture.");
    }

    private protected override void Run(NodeRun run)
    {
        var p = new PixelProgram();
        var (dx, dy) = (p.X - 0.5f, p.Y - 0.5f);
        var t = run.Text(_type) switch
        {
            "horizontal" => p.X,
            "vertical" => p.Y,
            "radial" => (((dx * dx) + (dy * dy)).Sqrt() * 2f).Min(0.99999f),
            _ => dy.TurnsOver(dx) + 0.5f,
        };
        var gradient = run.Gradient(_gradient);
        var colour = p.Sample(0, ((t * run.Integer(_repeat)).Fraction() * ((Steps - 1f) / Steps)) + (0.5f / Steps), p.Constant(0.5f), PixelEdge.Continue);
        run.Set(_output, run.Shade(gradient.Stops.All(stop => stop.Colour.A == 1) ? 3 : 4, p.Return(colour), run.Table(gradient, Steps)));
    }
}

public static partial class NodeKinds
{
    /// <summary>A gradient as a picture.</summary>
    public static NodeKind GradientPicture { get; } = Add(new GradientPictureKind());
}
