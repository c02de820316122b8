using Scumble.Imaging;

namespace Scumble.Nodes;

/// <summary>A mask from tones.</summary>
internal sealed class HistogramScanKind : NodeKind
{
    private readonly NodePort _input, _output;
    private readonly NodeParameter _position, _contrast;

    public HistogramScanKind() : base("histogram_scan", "Histogram scan", NodeCategory.Colour, SeamRule.Equivariant, "Cuts a mask out of a grey picture: white above a tone, black below.")
    {
        _input = In("input", PortType.Grey, "The tones.");
        _position = Number("position", 0.5, 0, 1, "How much is white: 0 nothing, 1 all.");
        _contrast = Number("contrast", 0.8, 0, 1, "How hard the edge is.");
        _output = Out("output", PortType.Mask, "The mask.");
    }

    public override string Keywords => "threshold step mask";

    private protected override void Run(NodeRun run)
    {
        var source = run.Picture(_input);
        var width = MathF.Max(1 - run.Number(_contrast), 1e-3f);
        var low = 1 - (run.Number(_position) * (1 + width));
        var p = new PixelProgram();
        run.Set(_output, run.Shade(1, p.Return(((p.Load(0).R - low) * (1 / width)).Clamped()), source));
    }
}

public static partial class NodeKinds
{
    /// <summary>A mask from tones.</summary>
    public static NodeKind HistogramScan { get; } = Add(new HistogramScanKind());
}
