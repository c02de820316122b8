using Scumble.Imaging;

namespace Scumble.Nodes;

/// <summary>Colours by brightness.</summary>
internal sealed class GradientMapKind : NodeKind
{
    private const int Steps = 1024;
    private readonly NodePort _input, _output;
    private readonly NodeParameter _gradient;

    public GradientMapKind() : base("gradient_map", "Gradient map", NodeCategory.Colour, SeamRule.Equivariant, "Gives each tone of a grey picture a colour of a gradient.")
    {
        _input = In("input", PortType.Grey, "The tones.");
        _gradient = Gradient("gradient", "[[0,\"#000000\"],[1,\"#ffffff\"]]", "The colour of each tone, black's first.");
        _output = Out("output", PortType.Picture, "The coloured picture.");
    }

    public override string Keywords => "colorize colour ramp";

    private protected override void Run(NodeRun run)
    {
        var (source, gradient) = (run.Picture(_input), run.Gradient(_gradient));
        var p = new PixelProgram();
        var colour = p.Sample(1, (p.Load(0).R.Clamped() * ((Steps - 1f) / Steps)) + (0.5f / Steps), p.Constant(0.5f), PixelEdge.Continue);
        run.Set(_output, run.Shade(gradient.Stops.All(stop => stop.Colour.A == 1) ? 3 : 4, p.Return(colour), source, run.Table(gradient, Steps)));
    }
}

public static partial class NodeKinds
{
    /// <summary>Colours by brightness.</summary>
    public static NodeKind GradientMap { get; } = Add(new GradientMapKind());
}
