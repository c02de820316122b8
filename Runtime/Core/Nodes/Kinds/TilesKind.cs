using Scumble.Imaging;

namespace Scumble.Nodes;

/// <summary>Checks, stripes and weaves.</summary>
internal sealed class TilesKind : NodeKind
{
    private readonly NodeParameter _pattern, _columns, _rows, _gap, _bevel, _seed;
    private readonly NodePort _output, _random;

    public TilesKind() : base("tiles", "Tiles", NodeCategory.Pattern, SeamRule.Repeats, "Squares, checks, stripes, a weave or treads.")
    {
        _pattern = Choice("pattern", "squares", "Which pattern.", "squares", "checker", "stripes", "weave", "tread");
        _columns = Integer("columns", 8, 1, 256, "Tiles across.", "tiles");
        _rows = Integer("rows", 8, 1, 256, "Tiles down.", "tiles");
        _gap = Number("gap", 0.05, 0, 0.9, "How wide the joints are, of a tile.");
        _bevel = Number("bevel", 0.1, 0.001, 1, "How wide the slopes are, of a tile.");
        _seed = Seed();
        _output = Out("height", PortType.Grey, "0 in joints, 1 on top; of checks 0 or 1.");
        _random = Out("random", PortType.Grey, "A random tone for each tile.");
    }

    public override string Keywords => "checkerboard grid stripes weave diamond plate";

    private protected override void Run(NodeRun run)
    {
        var (nx, ny, seed) = (run.Integer(_columns), run.Integer(_rows), run.LatticeSeed(_seed));
        var p = new PixelProgram();
        run.Set(_output, run.Shade(1, p.Return(Height(run, p, p.X * nx, p.Y * ny))));
        var q = new PixelProgram();
        var stripes = run.Text(_pattern) == "stripes";
        run.Set(_random, run.Shade(1, q.Return(q.Hash(q.X * nx, stripes ? q.Constant(0) : q.Y * ny, nx, ny, seed).R)));
    }

    private PixelValue Height(NodeRun run, PixelProgram p, PixelValue x, PixelValue y)
    {
        var (gap, bevel) = (run.Number(_gap), run.Number(_bevel));
        var (u, v) = ((x.Fraction() - 0.5f).Abs(), (y.Fraction() - 0.5f).Abs()); // 0 in the middle, 0.5 at the border
        PixelValue Slope(PixelValue fromEdge) => ((fromEdge - (gap / 2)) * (1 / bevel)).Clamped();
        var odd = ((x.Floor() + y.Floor()) * 0.5f).Fraction() * 2f;
        switch (run.Text(_pattern))
        {
            case "squares": return Slope(0.5f - u.Max(v));
            case "stripes": return Slope(0.5f - u);
            case "checker": return odd;
            case "weave":
                // Threads go over and under in turn: along a thread its height is a wave, across it is round.
                var across = p.Select(odd, u, v);
                var along = p.Select(odd, v, u);
                var round = across * (2 / (1 - gap));
                return (1f - (round * round)).Sqrt() * ((((along * 0.5f) + 0.25f).SineOfTurns() * 0.5f) + 0.5f);
            default: // tread: short bars, turned by a quarter in turn
                var (length, width) = (p.Select(odd, u, v), p.Select(odd, v, u));
                return Slope(((0.5f - length) * 0.6f).Min(0.22f - width) + (gap / 2));
        }
    }
}

public static partial class NodeKinds
{
    /// <summary>Checks, stripes and weaves.</summary>
    public static NodeKind Tiles { get; } = Add(new TilesKind());
}
