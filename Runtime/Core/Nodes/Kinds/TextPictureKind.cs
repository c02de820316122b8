using Scumble.Imaging;

namespace Scumble.Nodes;

/// <summary>Words as a picture.</summary>
internal sealed class TextPictureKind : NodeKind
{
    private const int MaxLength = 200;
    private readonly NodeParameter _text, _size, _weight, _x, _y, _rotation;
    private readonly NodePort _output;

    public TextPictureKind() : base("text_picture", "Text picture", NodeCategory.Pattern, SeamRule.Repeats, "Writes capitals, digits and signs in round strokes, which go on at the other side where they leave the picture.")
    {
        _text = Text("text", "SCUMBLE", MaxLength, "The words; \"|\" begins a new line.");
        _size = Number("size", 0.12, 0.01, 1, "The height of a letter, of the picture.");
        _weight = Number("weight", 0.16, 0.02, 0.5, "The width of a stroke, of a letter's height.");
        _x = Number("x", 0.5, 0, 1, "Where the middle of the words is, from the left.");
        _y = Number("y", 0.5, 0, 1, "Where the middle of the words is, from the top.");
        _rotation = Number("rotation", 0, -180, 180, "How far they are turned.", "°");
        _output = Out("output", PortType.Mask, "White on the letters.");
    }

    public override string Keywords => "font letters label decal";

    private protected override void Run(NodeRun run)
    {
        var image = new Image(run.Width, run.Height, 1);
        foreach (var stroke in Strokes(run))
        {
            run.Cancellation.ThrowIfCancellationRequested();
            Draw(image, stroke, run.Number(_weight) * run.Number(_size) * run.Height / 2);
        }
        run.Set(_output, run.Upload(image, run.Tile));
    }

    // In pixels
    private IEnumerable<(float X0, float Y0, float X1, float Y1)> Strokes(NodeRun run)
    {
        var lines = run.Text(_text).Split('|');
        var scale = run.Number(_size) * run.Height / StrokeFont.CapHeight;
        var (sin, cos) = MathF.SinCos(run.Number(_rotation) * (MathF.PI / 180));
        for (var i = 0; i < lines.Length; i++)
        {
            var (left, top) = (-((lines[i].Length * StrokeFont.Advance) - 2) / 2, ((i - ((lines.Length - 1) / 2f)) * 1.5f * StrokeFont.CapHeight) - (StrokeFont.CapHeight / 2));
            (float X, float Y) Placed(float x, float y)
            {
                var (u, v) = ((x + left) * scale, (y + top) * scale);
                return ((run.Number(_x) * run.Width) + (u * cos) - (v * sin), (run.Number(_y) * run.Height) + (u * sin) + (v * cos));
            }
            foreach (var (x0, y0, x1, y1) in StrokeFont.Strokes(lines[i]))
            {
                var (from, to) = (Placed(x0, y0), Placed(x1, y1));
                yield return (from.X, from.Y, to.X, to.Y);
            }
        }
    }

    // A capsule, its border one pixel wide; places beyond an edge are on the other side.
    private static void Draw(Image image, (float X0, float Y0, float X1, float Y1) stroke, float radius)
    {
        var (dx, dy) = (stroke.X1 - stroke.X0, stroke.Y1 - stroke.Y0);
        var square = MathF.Max((dx * dx) + (dy * dy), 1e-6f);
        var reach = radius + 1;
        for (var y = (int)MathF.Floor(MathF.Min(stroke.Y0, stroke.Y1) - reach); y <= MathF.Max(stroke.Y0, stroke.Y1) + reach; y++)
        {
            var row = image.Row(Wrap.Index(y, image.Height, true));
            for (var x = (int)MathF.Floor(MathF.Min(stroke.X0, stroke.X1) - reach); x <= MathF.Max(stroke.X0, stroke.X1) + reach; x++)
            {
                var (px, py) = (x + 0.5f - stroke.X0, y + 0.5f - stroke.Y0);
                var t = Math.Clamp(((px * dx) + (py * dy)) / square, 0, 1);
                var (ex, ey) = (px - (t * dx), py - (t * dy));
                ref var value = ref row[Wrap.Index(x, image.Width, true)];
                value = MathF.Max(value, Math.Clamp(radius + 0.5f - MathF.Sqrt((ex * ex) + (ey * ey)), 0, 1));
            }
        }
    }
}

public static partial class NodeKinds
{
    /// <summary>Words as a picture.</summary>
    public static NodeKind TextPicture { get; } = Add(new TextPictureKind());
}
