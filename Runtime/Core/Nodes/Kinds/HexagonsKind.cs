using Scumble.Imaging;

namespace Scumble.Nodes;

/// <summary>Hexagons.</summary>
internal sealed class HexagonsKind : NodeKind
{
    private readonly NodeParameter _columns, _gap, _bevel, _seed;
    private readonly NodePort _height, _random;

    public HexagonsKind() : base("hexagons", "Hexagons", NodeCategory.Pattern, SeamRule.Repeats, "Hexagonal tiles, as regular as whole numbers of them allow.")
    {
        _columns = Integer("columns", 8, 1, 128, "Tiles across.", "tiles");
        _gap = Number("gap", 0.06, 0, 0.9, "How wide the joints are, of a tile.");
        _bevel = Number("bevel", 0.08, 0.005, 1, "How wide the slopes are, of a tile.");
        _seed = Seed();
        _height = Out("height", PortType.Grey, "0 in joints, 1 on top.");
        _random = Out("random", PortType.Grey, "A random tone for each tile.");
    }

    public override string Keywords => "honeycomb beehive";

    private protected override void Run(NodeRun run)
    {
        var p = new PixelProgram();
        var (inside, _, _) = Nearest(run, p);
        run.Set(_height, run.Shade(1, p.Return(((inside - (run.Number(_gap) / 2)) * (1 / run.Number(_bevel))).Clamped())));
        var q = new PixelProgram();
        var (_, i, j) = Nearest(run, q);
        run.Set(_random, run.Shade(1, q.Return(q.Hash(i, j, 2 * run.Integer(_columns), 2 * Rows(run), run.LatticeSeed(_seed)).R)));
    }

    private int Rows(NodeRun run) => Math.Max(1, (int)Math.Round(run.Integer(_columns) * run.Height / (run.Width * Math.Sqrt(3))));

    // Middles stand at the middles of cells, and at their corners; cells are 1 wide and sqrt(3) high. The cell in halves, so that both are counted.
    private (PixelValue Inside, PixelValue I, PixelValue J) Nearest(NodeRun run, PixelProgram p)
    {
        var (x, y, root) = (p.X * run.Integer(_columns), p.Y * Rows(run), MathF.Sqrt(3));
        var (ax, ay) = (x.Floor() + 0.5f, y.Floor() + 0.5f);
        var (bx, by) = ((x + 0.5f).Floor(), (y + 0.5f).Floor());
        PixelValue FromMiddle(PixelValue mx, PixelValue my)
        {
            var (dx, dy) = ((x - mx).Abs(), (y - my).Abs() * root);
            return dx.Max((dx * 0.5f) + (dy * 0.8660254f));
        }
        var (a, b) = (FromMiddle(ax, ay), FromMiddle(bx, by));
        var isB = b < a;
        return (0.5f - a.Min(b), p.Select(isB, bx, ax) * 2f, p.Select(isB, by, ay) * 2f);
    }
}

public static partial class NodeKinds
{
    /// <summary>Hexagons.</summary>
    public static NodeKind Hexagons { get; } = Add(new HexagonsKind());
}
