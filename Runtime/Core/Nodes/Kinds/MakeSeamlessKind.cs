using Scumble.Imaging;

namespace Scumble.Nodes;

/// <summary>Makes a picture repeat.</summary>
internal sealed class MakeSeamlessKind : NodeKind
{
    private readonly NodePort _input, _output;
    private readonly NodeParameter _width;

    public MakeSeamlessKind() : base("make_seamless", "Make it tile", NodeCategory.Filter, SeamRule.Repeats, "Lays the picture's middle over its edges, softly, so that it repeats on the graph's axes.")
    {
        _input = In("input", PortType.Picture, "A picture that need not repeat.");
        _width = Number("width", 0.2, 0.02, 0.5, "How far from an edge the change reaches, of the picture.");
        _output = Out("output", PortType.Picture, "A picture that does.");
    }

    public override string Keywords => "seamless tile photo wrap";

    // Each axis: near its edges the picture half a turn on, which is whole there; that one's own edge lies in the middle, where it has no weight.
    private protected override void Run(NodeRun run)
    {
        var source = run.Picture(_input);
        foreach (var isX in new[] { true, false })
        {
            if (!(isX ? run.Tile is TileMode.X or TileMode.XY : run.Tile is TileMode.Y or TileMode.XY)) continue;
            var p = new PixelProgram();
            var place = isX ? p.X : p.Y;
            var fromEdge = place.Min(1f - place);
            var keep = (fromEdge - (1f / (isX ? run.Width : run.Height))).SmoothStep(0, run.Number(_width));
            var shifted = isX ? p.Neighbour(0, run.Width / 2, 0) : p.Neighbour(0, 0, run.Height / 2);
            source = run.Shade(source.Shape[2], p.Return(shifted.To(p.Load(0), keep)), source);
        }
        run.Set(_output, source);
    }
}

public static partial class NodeKinds
{
    /// <summary>Makes a picture repeat.</summary>
    public static NodeKind MakeSeamless { get; } = Add(new MakeSeamlessKind());
}
