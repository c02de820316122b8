// Normals in the camera's space as normal control networks know them (G. Bae et al., "Estimating and exploiting the aleatoric uncertainty in surface normal
// estimation", 2021): red to the right, green up, blue towards the viewer, (n + 1) / 2. A renderer's own, or else those that follow from its depth.
namespace Scumble.Imaging;

public static partial class Extractors
{
    /// <summary>Which way surfaces face.</summary>
    public static Extractor Normal { get; } = Add(new NormalExtractor());
}

internal sealed class NormalExtractor : Extractor
{
    public override string Id => "normal";

    public override string Name => "Normals in the camera's space";

    public override string Method => "the renderer's own, or from depth";

    public override IReadOnlyList<ExtractorReads> Reads { get; } = [ExtractorReads.Normal, ExtractorReads.Depth];

    public override IReadOnlyList<string> Aliases { get; } = ["normal", "normalbae", "normals"];

    public override int Channels => 3;

    protected internal override void Run(ExtractorCall call)
    {
        var (tensors, input) = (call.Ops.Tensors, call.Input);
        if (input.Normal is { } normal) tensors.Copy(call.Target, normal);
        else call.Ops.NormalFromDepth(call.Target, input.Depth!, input.Rays ?? throw new Diagnostics.InvalidRequestException("extractor",
            "Normals follow from depth only where the camera is known, which says where the pixels look.", "State the camera's projection, or give normals."));
        tensors.Clamp(call.Target, call.Target, 0, 1);
    }
}
