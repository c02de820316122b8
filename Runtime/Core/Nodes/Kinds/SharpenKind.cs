using Scumble.Imaging;

namespace Scumble.Nodes;

/// <summary>Unsharp mask.</summary>
internal sealed class SharpenKind : NodeKind
{
    private readonly NodePort _input, _output;
    private readonly NodeParameter _amount, _sigma;

    public SharpenKind() : base("sharpen", "Sharpen", NodeCategory.Filter, SeamRule.Equivariant, "Strengthens what is finer than a blur leaves (unsharp mask).")
    {
        _input = In("input", PortType.Picture, "What to sharpen.");
        _amount = Number("amount", 1, 0, 10, "How much of the difference is added.");
        _sigma = Number("sigma", 1, 0.3, GaussianBlur.MaxSigma, "The blur's standard deviation.", "px");
        _output = Out("output", PortType.Picture, "The sharper picture.");
    }

    private protected override void Run(NodeRun run)
    {
        var source = run.Picture(_input);
        var soft = run.Blurred(source, run.Number(_sigma));
        var p = new PixelProgram();
        var (from, blurred) = (p.Load(0), p.Load(1));
        var changed = (from + ((from - blurred) * run.Number(_amount))).Clamped();
        run.Set(_output, run.Shade(source.Shape[2], p.Return(p.Join(changed.R, changed.G, changed.B, from.A)), source, soft));
    }
}

public static partial class NodeKinds
{
    /// <summary>Unsharp mask.</summary>
    public static NodeKind Sharpen { get; } = Add(new SharpenKind());
}
