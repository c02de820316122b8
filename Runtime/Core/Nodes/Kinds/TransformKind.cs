using Scumble.Imaging;

namespace Scumble.Nodes;

/// <summary>Moves, turns, repeats, and keeps the edges together.</summary>
internal sealed class TransformKind : NodeKind
{
    private readonly NodePort _input, _output;
    private readonly NodeParameter _x, _y, _repeat, _slant, _mirrorX, _mirrorY;

    public TransformKind() : base("transform", "Transform", NodeCategory.Transform, SeamRule.Repeats, "Moves, mirrors, turns and repeats a picture in the ways that keep it repeating.")
    {
        _input = In("input", PortType.Picture, "What to transform.");
        _x = Number("offset_x", 0, -1, 1, "How far to the right, of the width.");
        _y = Number("offset_y", 0, -1, 1, "How far down, of the height.");
        _repeat = Integer("repeat", 1, -16, 16, "How often it repeats across; with a slant it is turned too.");
        _slant = Integer("slant", 0, -16, 16, "How many repeats a row rises across the picture: 1 with a repeat of 1 is turned by 45° and √2 times smaller.");
        _mirrorX = Toggle("mirror_x", false, "Whether left and right change places.");
        _mirrorY = Toggle("mirror_y", false, "Whether top and bottom change places.");
        _output = Out("output", PortType.Picture, "The transformed picture.");
    }

    public override string Keywords => "offset rotate scale tile mirror flip";

    // A matrix of whole numbers (a -b; b a) maps repeats onto repeats.
    private protected override void Run(NodeRun run)
    {
        var (source, a, b) = (run.Picture(_input), run.Integer(_repeat), run.Integer(_slant));
        if (a == 0 && b == 0) a = 1;
        var scale = MathF.Sqrt((a * a) + (b * b));
        if (scale > 1.1f) source = run.Blurred(source, MathF.Min(0.35f * scale, GaussianBlur.MaxSigma)); // what is too fine for fewer pixels
        var p = new PixelProgram();
        var (x, y) = (p.X - run.Number(_x), p.Y - run.Number(_y));
        if (run.Toggle(_mirrorX)) x = 1f - x;
        if (run.Toggle(_mirrorY)) y = 1f - y;
        run.Set(_output, run.Shade(source.Shape[2], p.Return(p.Sample(0, (x * a) - (y * b), (x * b) + (y * a))), source));
    }
}

public static partial class NodeKinds
{
    /// <summary>Moves, turns, repeats, and keeps the edges together.</summary>
    public static NodeKind Transform { get; } = Add(new TransformKind());
}
