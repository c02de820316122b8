// J. Canny, "A computational approach to edge detection", 1986, as OpenCV has it and edge control networks were trained (Imaging.Canny).
namespace Scumble.Imaging;

public static partial class Extractors
{
    /// <summary>Thin edges of a photograph.</summary>
    public static Extractor Canny { get; } = Add(new CannyExtractor());
}

internal sealed class CannyExtractor : Extractor
{
    public override string Id => "canny";

    public override string Name => "Canny edges";

    public override string Method => "Canny 1986, as OpenCV has it";

    public override IReadOnlyList<ExtractorReads> Reads { get; } = [ExtractorReads.Photograph];

    public override IReadOnlyList<string> Aliases { get; } = ["canny", "edge", "edges"];

    public override int Channels => 1;

    public override IReadOnlyList<ExtractorParameter> Parameters { get; } =
    [
        new("low", "Below this step of 8-bit levels (|gx| + |gy| of Sobel) nothing is an edge.", Imaging.Canny.DefaultLow, 0, 2040, IsWhole: true),
        new("high", "Above it every ridge is an edge; not below low.", Imaging.Canny.DefaultHigh, 0, 2040, IsWhole: true),
        new("blur", "A blur before, in pixels, for noisy pictures; 0 is none.", 0, 0, GaussianBlur.MaxSigma),
    ];

    protected internal override void Run(ExtractorCall call) =>
        call.Ops.Canny(call.Target, call.Grey(call["blur"]), (int)call["low"], (int)MathF.Max(call["low"], call["high"]), call.Tile);
}
