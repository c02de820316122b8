// Networks steered by segmentation were trained on colours of classes. An engine that gives its classes those colours as ids (65536 red + 256 green + blue)
// takes 'colours' = 1; else each object has a colour by lot (Imaging.ColourIds), which tells them apart and means nothing more.
namespace Scumble.Imaging;

public static partial class Extractors
{
    /// <summary>A colour for each object.</summary>
    public static Extractor Segmentation { get; } = Add(new SegmentationExtractor());
}

internal sealed class SegmentationExtractor : Extractor
{
    public override string Id => "segmentation";

    public override string Name => "Colours of objects";

    public override string Method => "a colour for each id";

    public override IReadOnlyList<ExtractorReads> Reads { get; } = [ExtractorReads.Ids];

    public override IReadOnlyList<string> Aliases { get; } = ["segmentation", "seg"];

    public override int Channels => 3;

    public override IReadOnlyList<ExtractorParameter> Parameters { get; } =
    [
        new("colours", "1 where ids are the classes' colours, 65536 red + 256 green + blue; 0 draws colours by lot.", 0, 0, 1, IsWhole: true),
    ];

    protected internal override void Run(ExtractorCall call) => call.Ops.ColourIds(call.Target, call.Input.Ids!, call["colours"] > 0);
}
