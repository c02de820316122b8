using Scumble.Imaging;

namespace Scumble.Nodes;

/// <summary>Moves pixels by a grey picture.</summary>
internal sealed class WarpKind : NodeKind
{
    private readonly NodePort _input, _by, _output;
    private readonly NodeParameter _mode, _strength, _angle;

    public WarpKind() : base("warp", "Warp", NodeCategory.Filter, SeamRule.Equivariant, "Moves a picture's pixels along the slopes of another, or along one direction as far as that is bright.")
    {
        _input = In("input", PortType.Picture, "What to move.");
        _by = In("by", PortType.Grey, "What moves it.");
        _mode = Choice("mode", "slope", "Along slopes, or in one direction.", "slope", "direction");
        _strength = Number("strength", 8, -256, 256, "How far: where the tone is white, or where it climbs from black to white within 1/16 of the picture.", "px");
        _angle = Number("angle", 0, -180, 180, "The direction; 0 is to the right, 90 down.", "°");
        _output = Out("output", PortType.Picture, "The moved picture.");
    }

    private protected override void Run(NodeRun run)
    {
        var source = run.Picture(_input);
        var p = new PixelProgram();
        var (dx, dy) = Way(run, p);
        run.Set(_output, run.Shade(source.Shape[2], p.Return(p.Sample(0, p.X - (dx * (1f / run.Width)), p.Y - (dy * (1f / run.Height)))), source, run.Picture(_by)));
    }

    private (PixelValue X, PixelValue Y) Way(NodeRun run, PixelProgram p)
    {
        var strength = run.Number(_strength);
        if (run.Text(_mode) == "slope")
        {
            var scale = 0.5f * strength * Math.Min(run.Width, run.Height) / 16f;
            return ((p.Neighbour(1, 1, 0).R - p.Neighbour(1, -1, 0).R) * scale, (p.Neighbour(1, 0, 1).R - p.Neighbour(1, 0, -1).R) * scale);
        }
        var (s, c) = MathF.SinCos(run.Number(_angle) * (MathF.PI / 180));
        var amount = p.Load(1).R * strength;
        return (amount * c, amount * s);
    }
}

public static partial class NodeKinds
{
    /// <summary>Moves pixels by a grey picture.</summary>
    public static NodeKind Warp { get; } = Add(new WarpKind());
}
