using Scumble.Imaging;

namespace Scumble.Nodes;

/// <summary>Gaussian blur.</summary>
internal sealed class BlurKind : NodeKind
{
    private readonly NodePort _input, _output;
    private readonly NodeParameter _sigma;

    public BlurKind() : base("blur", "Gaussian blur", NodeCategory.Filter, SeamRule.Equivariant, "Softens a picture.")
    {
        _input = In("input", PortType.Picture, "What to soften.");
        _sigma = Number("sigma", 2, 0, GaussianBlur.MaxSigma, "The standard deviation.", "px");
        _output = Out("output", PortType.Picture, "The softened picture.");
    }

    private protected override void Run(NodeRun run)
    {
        var source = run.Picture(_input);
        run.Set(_output, run.Blurred(source, run.Number(_sigma)));
    }
}

public static partial class NodeKinds
{
    /// <summary>Gaussian blur.</summary>
    public static NodeKind Blur { get; } = Add(new BlurKind());
}
