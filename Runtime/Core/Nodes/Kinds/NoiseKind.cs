using Scumble.Imaging;

namespace Scumble.Nodes;

/// <summary>Periodic noise in octaves.</summary>
internal sealed class NoiseKind : NodeKind
{
    private readonly NodeParameter _type, _cellsX, _cellsY, _octaves, _persistence, _jitter, _seed;
    private readonly NodePort _output;

    public NoiseKind() : base("noise", "Noise", NodeCategory.Pattern, SeamRule.Repeats, "Value, Perlin or Worley noise, in one octave or several (fBm), that repeats at every size.")
    {
        _type = Choice("type", "perlin", "What the noise is made of; ridged is Perlin's folded at its middle, worley the distance to the nearest point, edges that to the border between two, cells one tone for each cell.",
            "value", "perlin", "ridged", "worley", "edges", "cells");
        _cellsX = Integer("cells_x", 8, 1, 512, "Cells of the lattice across the picture.", "cells");
        _cellsY = Integer("cells_y", 8, 1, 512, "Cells of the lattice down the picture.", "cells");
        _octaves = Integer("octaves", 4, 1, 8, "How many times finer noise is added.");
        _persistence = Number("persistence", 0.5, 0, 1, "How strong each octave is, of the one before.");
        _jitter = Number("jitter", 1, 0, 1, "How far Worley's points lie off their cells' middles.");
        _seed = Seed();
        _output = Out("output", PortType.Grey, "The noise, 0..1.");
    }

    public override string Keywords => "perlin worley voronoi cellular fbm clouds fractal random";

    private protected override void Run(NodeRun run)
    {
        var p = new PixelProgram();
        var (octaves, weight, sum) = (run.Text(_type) == "cells" ? 1 : run.Integer(_octaves), 1f, 0f);
        PixelValue? total = null;
        for (var i = 0; i < octaves && weight > 1e-3f; i++)
        {
            var octave = Octave(run, p, i) * weight;
            total = total is { } before ? before + octave : octave;
            (sum, weight) = (sum + weight, weight * run.Number(_persistence));
        }
        run.Set(_output, run.Shade(1, p.Return((total!.Value * (1 / sum)).Clamped())));
    }

    private PixelValue Octave(NodeRun run, PixelProgram p, int octave)
    {
        var (nx, ny) = (Math.Min(run.Integer(_cellsX) << octave, 1 << 16), Math.Min(run.Integer(_cellsY) << octave, 1 << 16));
        var (x, y, seed) = (p.X * nx, p.Y * ny, run.LatticeSeed(_seed, (uint)octave));
        return run.Text(_type) switch
        {
            "value" => p.ValueNoise(x, y, nx, ny, seed),
            "perlin" => p.PerlinNoise(x, y, nx, ny, seed),
            "ridged" => 1f - (((p.PerlinNoise(x, y, nx, ny, seed) - 0.5f).Abs() * 3f).Min(1)),
            "worley" => p.WorleyNoise(x, y, nx, ny, seed, run.Number(_jitter)).R.Min(1),
            "edges" => Edges(p.WorleyNoise(x, y, nx, ny, seed, run.Number(_jitter))),
            _ => p.WorleyNoise(x, y, nx, ny, seed, run.Number(_jitter)).B,
        };
    }

    private static PixelValue Edges(PixelValue worley) => (worley.G - worley.R).Clamped();
}

public static partial class NodeKinds
{
    /// <summary>Periodic noise.</summary>
    public static NodeKind Noise { get; } = Add(new NoiseKind());
}
