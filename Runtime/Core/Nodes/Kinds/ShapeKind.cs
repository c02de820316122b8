using Scumble.Imaging;

namespace Scumble.Nodes;

/// <summary>A shape.</summary>
internal sealed class ShapeKind : NodeKind
{
    private readonly NodeParameter _shape, _sides, _size, _inner, _edge, _x, _y, _rotation;
    private readonly NodePort _output;

    public ShapeKind() : base("shape", "Shape", NodeCategory.Pattern, SeamRule.Repeats, "A disc, ring, rounded box, polygon or star, which goes on at the other side where it leaves the picture.")
    {
        _shape = Choice("shape", "circle", "Which shape.", "circle", "ring", "box", "polygon", "star");
        _sides = Integer("sides", 6, 3, 32, "Corners of a polygon, points of a star.");
        _size = Number("size", 0.8, 0.01, 1, "Its diameter, of the picture.");
        _inner = Number("inner", 0.5, 0, 1, "Radius of a ring's hole, a box's corners or a star's dents, of its own.");
        _edge = Number("edge", 0.02, 0.001, 1, "How wide the slope from 0 to 1 at its border is, of the picture.");
        _x = Number("x", 0.5, 0, 1, "Where its middle is, from the left.");
        _y = Number("y", 0.5, 0, 1, "Where its middle is, from the top.");
        _rotation = Number("rotation", 0, -180, 180, "How far it is turned.", "°");
        _output = Out("output", PortType.Grey, "1 within, 0 outside.");
    }

    public override string Keywords => "circle square polygon star rectangle";

    private protected override void Run(NodeRun run)
    {
        var p = new PixelProgram();
        var (x, y) = ((p.X - (run.Number(_x) - 0.5f)).Fraction() - 0.5f, (p.Y - (run.Number(_y) - 0.5f)).Fraction() - 0.5f);
        var (sin, cos) = MathF.SinCos(run.Number(_rotation) * (MathF.PI / 180));
        var (u, v) = ((x * cos) + (y * sin), (y * cos) - (x * sin));
        run.Set(_output, run.Shade(1, p.Return((Inside(run, p, u, v) * (1 / run.Number(_edge))).Clamped())));
    }

    // How far within its border a point lies, negative outside.
    private PixelValue Inside(NodeRun run, PixelProgram p, PixelValue u, PixelValue v)
    {
        var (radius, inner, sides) = (run.Number(_size) / 2, run.Number(_inner), run.Integer(_sides));
        var length = ((u * u) + (v * v)).Sqrt();
        if (run.Text(_shape) == "circle") return radius - length;
        if (run.Text(_shape) == "ring") return (radius * (1 - inner) / 2) - (length - (radius * (1 + inner) / 2)).Abs();
        if (run.Text(_shape) == "box")
        {
            var corner = radius * inner;
            var (qx, qy) = (u.Abs() - (radius - corner), v.Abs() - (radius - corner));
            var (ox, oy) = (qx.Max(0), qy.Max(0));
            return corner - ((ox * ox) + (oy * oy)).Sqrt() - qx.Max(qy).Min(0);
        }
        // The turn within one of equal sectors, -0.5 to 0.5 from its middle
        var sector = ((u.TurnsOver(0f - v) * sides) + 0.5f).Fraction() - 0.5f;
        if (run.Text(_shape) == "star") return p.Constant(radius).To(p.Constant(radius * inner), sector.Abs() * 2f) - length;
        var half = ((sector.Abs() - 0.5f) * (1f / sides)) + 0.25f;
        return (radius * MathF.Cos(MathF.PI / sides)) - (length * half.SineOfTurns());
    }
}

public static partial class NodeKinds
{
    /// <summary>A shape.</summary>
    public static NodeKind Shape { get; } = Add(new ShapeKind());
}
