// Normals in the camera's space as normal control networks know them (G. Bae et al., "Estimating and exploiting the aleatoric uncertainty in surface normal
// estimation", 2021): red to the right, green up, blue towards the viewer, (n + 1) / 2. A renderer's own, or else those that follow from its depth.
using Scumble.Tensors;

namespace Scumble.Imaging;

public static partial class Extractors
{
    /// <summary>Which way surfaces face.</summary>
    public static Extractor Normal { get; } = Add(new NormalExtractor());
}

internal sealed class NormalExtractor : Extractor
{
    // What is drawn is nearer than its inverse, in metres.
    private const double Steep = 1e30;

    public override string Id => "normal";

    public override string Name => "Normals in the camera's space";

    public override string Method => "the renderer's own, or from depth";

    public override IReadOnlyList<ExtractorReads> Reads { get; } = [ExtractorReads.Normal, ExtractorReads.Depth];

    public override IReadOnlyList<string> Aliases { get; } = ["normal", "normalbae", "normals"];

    public override int Channels => 3;

    protected internal override void Run(ExtractorCall call)
    {
        var (tensors, input) = (call.Ops.Tensors, call.Input);
        if (input.Normal is { } normal) Draw(call, normal);
        else call.Ops.NormalFromDepth(call.Target, input.Depth!, input.Rays ?? throw new Diagnostics.InvalidRequestException("extractor",
            "Normals follow from depth only where the camera is known, which says where the pixels look.", "State the camera's projection, or give normals."));
        tensors.Clamp(call.Target, call.Target, 0, 1);
    }

    // Where depth says that nothing was drawn, towards the viewer.
    private static void Draw(ExtractorCall call, Tensor normal)
    {
        var (ops, tensors, height, width) = (call.Ops, call.Ops.Tensors, normal.Shape[0], normal.Shape[1]);
        if (call.Input.Depth is not { } depth)
        {
            tensors.Copy(call.Target, normal);
            return;
        }
        var (planes, drawn, ones) = (call.Tensor(new(1, 3, height, width)), call.Picture(1), call.Picture(1));
        ops.ToPlanes(planes, normal, 0, 0, 2, -1);
        tensors.Scale(drawn, Steep, depth);
        tensors.Clamp(drawn, drawn, 0, 1);
        tensors.Exp(ones, 0, drawn);
        using var components = tensors.Reshape(planes, new TensorShape(3, height, width));
        for (var c = 0; c < 3; c++)
        {
            using var plane = tensors.View(components, c, 1);
            using var component = tensors.Reshape(plane, depth.Shape);
            if (c < 2) tensors.Multiply(component, component, drawn);
            else tensors.Blend(component, drawn, component, ones);
        }
        ops.FromPlanes(call.Target, planes, 0, 0, 0);
    }
}
