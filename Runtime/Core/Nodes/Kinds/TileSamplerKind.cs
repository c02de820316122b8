using Scumble.Imaging;
using Scumble.Tensors;

namespace Scumble.Nodes;

/// <summary>Scatters a pattern.</summary>
internal sealed class TileSamplerKind : NodeKind
{
    private readonly NodePort _pattern, _mask, _output, _random, _coverage;
    private readonly NodeParameter _columns, _rows, _scale, _scaleRandom, _rotation, _rotationRandom, _position, _value, _density, _mode, _seed;

    public TileSamplerKind() : base("tile_sampler", "Tile sampler", NodeCategory.Transform, SeamRule.Repeats, "Scatters a pattern over a grid, each copy moved, turned, sized and toned at random.")
    {
        _pattern = In("pattern", PortType.Picture, "What is scattered: where it is black, or transparent, is nothing.");
        _mask = Optional("mask", PortType.Mask, "How likely a copy is at its place.");
        _columns = Integer("columns", 8, 1, 128, "Cells across.", "cells");
        _rows = Integer("rows", 8, 1, 128, "Cells down.", "cells");
        _scale = Number("scale", 1, 0.02, 1.4, "How large a copy is, of the shorter edge of a cell.");
        _scaleRandom = Number("scale_random", 0.3, 0, 1, "How much smaller some are.");
        _rotation = Number("rotation", 0, -180, 180, "How far all are turned.", "°");
        _rotationRandom = Number("rotation_random", 180, 0, 180, "How far each is turned at random, either way.", "°");
        _position = Number("position_random", 0.5, 0, 1, "How far each lies off its cell's middle, of half a cell.");
        _value = Number("value_random", 0.3, 0, 1, "How much darker some are.");
        _density = Number("density", 1, 0, 1, "The share of cells that have a copy.");
        _mode = Choice("mode", "max", "Which wins where copies overlap: the brighter, the later, or their sum.", "max", "over", "add");
        _seed = Seed();
        _output = Out("output", PortType.Picture, "The copies on black.");
        _random = Out("random", PortType.Grey, "A random tone for each copy, the later above the earlier.");
        _coverage = Out("coverage", PortType.Mask, "Where copies are.");
    }

    public override string Keywords => "scatter splatter instances";

    private protected override void Run(NodeRun run)
    {
        var pattern = run.Picture(_pattern);
        // A copy has fewer pixels than its pattern.
        var shrink = Math.Max(run.Integer(_columns), run.Integer(_rows)) / run.Number(_scale);
        if (shrink > 1.5f) pattern = run.Blurred(pattern, MathF.Min(0.3f * shrink, GaussianBlur.MaxSigma));
        Tensor[] sources = run.Has(_mask) ? [pattern, run.Picture(_mask)] : [pattern];
        var channels = pattern.Shape[2] == 1 ? 1 : 3;
        run.Set(_output, run.Shade(channels, Scatter(run, pattern.Shape[2], 0), sources));
        run.Set(_random, run.Shade(1, Scatter(run, pattern.Shape[2], 1), sources));
        run.Set(_coverage, run.Shade(1, Scatter(run, pattern.Shape[2], 2), sources));
    }

    // What: 0 the copies, 1 their random tones, 2 where they are. A copy reaches no further than into the cells beside its own.
    private PixelProgram Scatter(NodeRun run, int channels, int what)
    {
        var p = new PixelProgram();
        var total = p.Constant(0);
        for (var dj = -1; dj <= 1; dj++)
        {
            for (var di = -1; di <= 1; di++)
            {
                var (colour, alpha, tone) = Copy(run, p, di, dj, channels);
                total = (what, run.Text(_mode)) switch
                {
                    (1, _) => total.To(tone, alpha.Min(1)),
                    (2, _) => total.Max(alpha.Min(1)),
                    (_, "max") => total.Max(colour * alpha),
                    (_, "over") => total.To(colour, alpha.Min(1)),
                    _ => (total + (colour * alpha)).Min(1),
                };
            }
        }
        return p.Return(total);
    }

    private (PixelValue Colour, PixelValue Alpha, PixelValue Tone) Copy(NodeRun run, PixelProgram p, int di, int dj, int channels)
    {
        var (nx, ny) = (run.Integer(_columns), run.Integer(_rows));
        var (x, y) = (p.X * nx, p.Y * ny);
        var (i, j) = (x.Floor() + di, y.Floor() + dj);
        var (first, second) = (p.Hash(i, j, nx, ny, run.LatticeSeed(_seed)), p.Hash(i, j, nx, ny, run.LatticeSeed(_seed, 1)));

        // Where its middle is, and how the pixel lies from there
        var (mx, my) = (i + 0.5f + ((first.R - 0.5f) * run.Number(_position)), j + 0.5f + ((first.G - 0.5f) * run.Number(_position)));
        var turns = ((first.B - 0.5f) * (run.Number(_rotationRandom) / 180)) + (run.Number(_rotation) / 360);
        var (sin, cos) = (turns.SineOfTurns(), (turns + 0.25f).SineOfTurns());
        var size = (1f - (second.R * run.Number(_scaleRandom))) * run.Number(_scale);
        // In units of a cell's shorter edge, so that a copy has its pattern's proportions
        var (cellX, cellY) = ((float)run.Width / nx, (float)run.Height / ny);
        var (dx, dy) = ((x - mx) * MathF.Max(cellX / cellY, 1), (y - my) * MathF.Max(cellY / cellX, 1));
        var (u, v) = ((((dx * cos) + (dy * sin)) / size.Max(0.01f)) + 0.5f, (((dy * cos) - (dx * sin)) / size.Max(0.01f)) + 0.5f);

        // What is there
        var sample = p.Sample(0, u, v, PixelEdge.Nothing);
        var isThere = second.G < run.Number(_density) * 1.0001f;
        if (run.Has(_mask)) isThere *= p.Hash(i, j, nx, ny, run.LatticeSeed(_seed, 2)).R < p.Sample(1, mx * (1f / nx), my * (1f / ny)).R;
        var body = channels == 4 ? sample.A : channels == 3 ? sample.R.Max(sample.G).Max(sample.B) > 1e-3f : sample.R > 1e-3f;
        var tone = 1f - (second.B * run.Number(_value));
        return ((channels == 1 ? sample.R : sample) * tone, body * isThere, second.B);
    }
}

public static partial class NodeKinds
{
    /// <summary>Scatters a pattern.</summary>
    public static NodeKind TileSampler { get; } = Add(new TileSamplerKind());
}
