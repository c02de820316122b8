using Scumble.Imaging;

namespace Scumble.Nodes;

/// <summary>Bricks.</summary>
internal sealed class BricksKind : NodeKind
{
    private readonly NodeParameter _bond, _columns, _rows, _mortar, _bevel, _round, _seed;
    private readonly NodePort _height, _random, _mask;

    public BricksKind() : base("bricks", "Bricks", NodeCategory.Pattern, SeamRule.Repeats, "Bricks in a running, stacked or herringbone bond, with mortar between.")
    {
        _bond = Choice("bond", "running", "How bricks lie.", "running", "stack", "third", "herringbone");
        _columns = Integer("columns", 4, 1, 128, "Bricks across.", "bricks");
        _rows = Integer("rows", 8, 1, 128, "Bricks down; even for a running bond, a multiple of three for thirds.", "bricks");
        _mortar = Number("mortar", 0.12, 0, 0.8, "How wide the joints are, of a brick's height.");
        _bevel = Number("bevel", 0.12, 0.005, 1, "How wide the slopes at the bricks' edges are, of a brick's height.");
        _round = Number("round", 0.08, 0, 0.5, "The radius of the bricks' corners, of a brick's height.");
        _seed = Seed();
        _height = Out("height", PortType.Grey, "0 in the mortar, 1 on top.");
        _random = Out("random", PortType.Grey, "A random tone for each brick.");
        _mask = Out("mask", PortType.Mask, "White on bricks, black in the mortar.");
    }

    public override string Keywords => "wall masonry herringbone parquet";

    private protected override void Run(NodeRun run)
    {
        var p = new PixelProgram();
        var inside = Inside(run, p, out _, out _);
        run.Set(_height, run.Shade(1, p.Return((inside * (1 / run.Number(_bevel))).Clamped())));

        var q = new PixelProgram();
        inside = Inside(run, q, out _, out _);
        var pixels = run.Height / (float)Rows(run);
        run.Set(_mask, run.Shade(1, q.Return(((inside * pixels) + 0.5f).Clamped())));

        var r = new PixelProgram();
        Inside(run, r, out var i, out var j);
        run.Set(_random, run.Shade(1, r.Return(r.Hash(i, j, Columns(run), Rows(run), run.LatticeSeed(_seed)).R)));
    }

    private bool IsHerringbone(NodeRun run) => run.Text(_bond) == "herringbone";

    // Herringbones repeat after four cells of half a brick.
    private int Columns(NodeRun run) => IsHerringbone(run) ? 4 * ((run.Integer(_columns) + 1) / 2) : run.Integer(_columns);

    private int Rows(NodeRun run) => IsHerringbone(run) ? 4 * ((run.Integer(_rows) + 3) / 4) : run.Integer(_rows);

    // How far within a brick a point lies, in brick heights, and the brick's cell.
    private PixelValue Inside(NodeRun run, PixelProgram p, out PixelValue i, out PixelValue j)
    {
        var (columns, rows) = (Columns(run), Rows(run));
        var (x, y) = (p.X * columns, p.Y * rows);
        if (IsHerringbone(run)) return Herringbone(run, p, x, y, out i, out j);
        j = y.Floor();
        var shift = run.Text(_bond) switch { "running" => (j * 0.5f).Fraction(), "third" => (j * (1f / 3)).Fraction(), _ => p.Constant(0) };
        x += shift;
        i = x.Floor();
        var aspect = (float)rows * run.Width / (columns * (float)run.Height);
        var (u, v) = (x - i, y - j);
        return Rounded(run, u.Min(1f - u) * aspect, v.Min(1f - v));
    }

    // Cells in which (i - j) mod 4 is 0 and 1 are the halves of lying bricks, 3 and 2 the upper and lower halves of standing ones.
    private PixelValue Herringbone(NodeRun run, PixelProgram p, PixelValue x, PixelValue y, out PixelValue i, out PixelValue j)
    {
        var (ci, cj) = (x.Floor(), y.Floor());
        var k = ((ci - cj) * 0.25f).Fraction() * 4f;
        var lies = k < 1.5f;
        var second = p.Select(lies, k, k < 2.5f); // its right, or its lower, half
        var (u, v) = (x - ci, y - cj);
        i = ci - (second * lies);
        j = cj - (second * (1f - lies));
        var along = p.Select(lies, u, v) + second; // 0..2
        var across = p.Select(lies, v, u);
        return Rounded(run, along.Min(2f - along), across.Min(1f - across));
    }

    // A box with round corners, from the distances to its sides.
    private PixelValue Rounded(NodeRun run, PixelValue dx, PixelValue dy)
    {
        var (half, round) = (run.Number(_mortar) / 2, run.Number(_round));
        var (qx, qy) = (round - (dx - half), round - (dy - half));
        var (ox, oy) = (qx.Max(0), qy.Max(0));
        return round - ((ox * ox) + (oy * oy)).Sqrt() - qx.Max(qy).Min(0);
    }
}

public static partial class NodeKinds
{
    /// <summary>Bricks.</summary>
    public static NodeKind Bricks { get; } = Add(new BricksKind());
}
