// Soft edges as networks for them (HED: S. Xie, Z. Tu, "Holistically-nested edge detection", 2015) draw them, by a rule instead of a network: the length of the
// gradient at scales s, 2 s and 4 s (T. Lindeberg, "Edge detection and ridge detection with automatic scale selection", 1998: each times its scale), over the three
// colours, so that edges between colours of one brightness count too; v = sqrt(mean of squares), and what 98 % lie below is white.
using Scumble.Tensors;

namespace Scumble.Imaging;

public static partial class Extractors
{
    /// <summary>Soft edges of a photograph: how strong each is.</summary>
    public static Extractor SoftEdge { get; } = Add(new SoftEdgeExtractor());
}

internal sealed class SoftEdgeExtractor : Extractor
{
    private const int Scales = 3;

    // A step of 1 gives a gradient of 4 by Sobel.
    private const double SobelStep = 4;

    public override string Id => "soft_edge";

    public override string Name => "Soft edges";

    public override string Method => "gradient of colour over three scales";

    public override IReadOnlyList<ExtractorReads> Reads { get; } = [ExtractorReads.Photograph];

    public override IReadOnlyList<string> Aliases { get; } = ["soft_edge", "softedge", "hed", "pidi", "pidinet"];

    public override int Channels => 1;

    public override IReadOnlyList<ExtractorParameter> Parameters { get; } =
    [
        new("scale", "The finest edges that count, in pixels.", 1, 0.3, 16),
        new("white", "The share of the pixels that lies below white.", 0.98, 0.5, 1),
    ];

    protected internal override void Run(ExtractorCall call)
    {
        var (ops, tensors, photograph) = (call.Ops, call.Ops.Tensors, call.Input.Photograph!);
        var (blurred, sum, energies) = (call.Picture(photograph.Shape[2]), call.Picture(1), new Tensor[Scales]);
        for (var k = 0; k < Scales; k++)
        {
            ops.GaussianBlur(blurred, photograph, Sigma(k), call.Tile);
            ops.GradientEnergy(energies[k] = call.Picture(1), blurred, call.Tile);
        }
        tensors.Combine(sum, Weight(0), energies[0], Weight(1), energies[1], Weight(2), energies[2]);
        tensors.Sqrt(sum, sum);

        // White is a value that most lie below; black is 0.
        var range = call.Tensor(new(2));
        ops.Quantiles(range, sum, 0, call["white"]);
        using (var black = tensors.View(range, 0, 1)) tensors.Scale(black, 0, black);
        ops.Normalize(call.Target, sum, range);
        tensors.Clamp(call.Target, call.Target, 0, 1);

        float Sigma(int k) => call["scale"] * (1 << k);

        double Weight(int k) => Sigma(k) * Sigma(k) / (SobelStep * SobelStep * Math.Min(photograph.Shape[2], 3) * Scales);
    }
}
