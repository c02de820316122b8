using Scumble.Imaging;

namespace Scumble.Nodes;

/// <summary>Height from a picture's tones.</summary>
internal sealed class HeightFromPictureKind : NodeKind
{
    private readonly NodePort _input, _output;
    private readonly NodeParameter _evenness, _radius, _invert;

    public HeightFromPictureKind() : base("height_from_picture", "Height from picture", NodeCategory.Material, SeamRule.Equivariant, "Takes a picture's tones for its height, evens out what is larger than a radius, and spreads the rest over 0..1.")
    {
        _input = In("input", PortType.Picture, "The picture: bright is high.");
        _evenness = Number("evenness", 0.7, 0, 1, "How much of the large differences is taken away.");
        _radius = Number("radius", 24, 1, GaussianBlur.MaxSigma, "What counts as large.", "px");
        _invert = Toggle("invert", false, "Whether dark is high.");
        _output = Out("height", PortType.Grey, "The height, 0..1.");
    }

    private protected override void Run(NodeRun run)
    {
        var source = run.Picture(_input);
        var p = new PixelProgram();
        var tone = p.Load(0).Luma();
        var grey = run.Shade(1, p.Return(run.Toggle(_invert) ? 1f - tone : tone), source);
        var q = new PixelProgram();
        var even = run.Shade(1, q.Return(q.Load(0).R - (q.Load(1).R * run.Number(_evenness))), grey, run.Blurred(grey, run.Number(_radius)));
        var (height, range) = (run.New(1), run.New(2, 1, 1).Tensor);
        run.Images.Range(range, even);
        run.Images.Normalize(height, even, range);
        run.Set(_output, height);
    }
}

public static partial class NodeKinds
{
    /// <summary>Height from a picture's tones.</summary>
    public static NodeKind HeightFromPicture { get; } = Add(new HeightFromPictureKind());
}
