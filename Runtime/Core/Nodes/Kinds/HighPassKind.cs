using Scumble.Imaging;

namespace Scumble.Nodes;

/// <summary>What is finer than a blur leaves.</summary>
internal sealed class HighPassKind : NodeKind
{
    private readonly NodePort _input, _output;
    private readonly NodeParameter _sigma;

    public HighPassKind() : base("highpass", "Highpass", NodeCategory.Filter, SeamRule.Equivariant, "Keeps what is finer than a blur leaves, around middle grey: evens out light and large stains.")
    {
        _input = In("input", PortType.Picture, "What to even out.");
        _sigma = Number("sigma", 16, 0.3, GaussianBlur.MaxSigma, "The blur's standard deviation.", "px");
        _output = Out("output", PortType.Picture, "The even picture.");
    }

    private protected override void Run(NodeRun run)
    {
        var source = run.Picture(_input);
        var soft = run.Blurred(source, run.Number(_sigma));
        var p = new PixelProgram();
        var from = p.Load(0);
        var changed = (from - p.Load(1) + 0.5f).Clamped();
        run.Set(_output, run.Shade(source.Shape[2], p.Return(p.Join(changed.R, changed.G, changed.B, from.A)), source, soft));
    }
}

public static partial class NodeKinds
{
    /// <summary>What is finer than a blur leaves.</summary>
    public static NodeKind HighPass { get; } = Add(new HighPassKind());
}
