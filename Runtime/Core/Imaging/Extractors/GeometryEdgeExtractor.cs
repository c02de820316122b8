// T. Saito, T. Takahashi, "Comprehensible rendering of 3-D shapes", 1990: edges from the geometry's own pictures, not from its colours (Imaging.GeometryEdges).
namespace Scumble.Imaging;

public static partial class Extractors
{
    /// <summary>Outlines, creases and borders between objects, free of texture.</summary>
    public static Extractor GeometryEdge { get; } = Add(new GeometryEdgeExtractor());
}

internal sealed class GeometryEdgeExtractor : Extractor
{
    public override string Id => "geometry_edge";

    public override string Name => "Geometry's edges";

    public override string Method => "Saito and Takahashi 1990: steps in depth, normals, ids";

    public override IReadOnlyList<ExtractorReads> Reads { get; } = [ExtractorReads.Depth, ExtractorReads.Normal, ExtractorReads.Ids];

    public override IReadOnlyList<string> Aliases { get; } = ["geometry_edge", "edge", "canny", "lineart", "mlsd"];

    public override int Channels => 1;

    public override IReadOnlyList<ExtractorParameter> Parameters { get; } =
    [
        new("depth", "The share of the distance that a step in depth spans at least.", 0.05, 0, 10),
        new("angle", "The least angle of a crease between normals, in degrees.", 25, 1, 90),
    ];

    protected internal override void Run(ExtractorCall call) => call.Ops.GeometryEdges(call.Target, call.Input.Depth, call.Input.Normal, call.Input.Ids,
        call["depth"], 1 - MathF.Cos(call["angle"] * MathF.PI / 180));
}
