// A line is darker than its surroundings: i = max(0, G_s * y - y) for the brightness y and a wide blur G_s (as the field's preprocessor of line drawings
// has it, s = 6 pixels). White is twice the median of what is above 8 of 255 levels, at least twice 16, so that faint pencil and ink come out alike.
namespace Scumble.Imaging;

public static partial class Extractors
{
    /// <summary>Lines of a drawing or photograph, white on black.</summary>
    public static Extractor LineArt { get; } = Add(new LineArtExtractor());
}

internal sealed class LineArtExtractor : Extractor
{
    private const double Faintest = 8 / 255.0, LeastMedian = 16 / 255.0;

    public override string Id => "line_art";

    public override string Name => "Line art";

    public override string Method => "what is darker than its surroundings";

    public override IReadOnlyList<ExtractorReads> Reads { get; } = [ExtractorReads.Photograph];

    public override IReadOnlyList<string> Aliases { get; } = ["line_art", "lineart", "scribble", "sketch"];

    public override int Channels => 1;

    public override IReadOnlyList<ExtractorParameter> Parameters { get; } =
    [
        new("scale", "The widest lines, in pixels of a blur.", 6, 1, GaussianBlur.MaxSigma),
        new("gain", "How bright lines become; 1 shows the median line in half white.", 1, 0.1, 10),
    ];

    protected internal override void Run(ExtractorCall call)
    {
        var (ops, tensors) = (call.Ops, call.Ops.Tensors);
        var grey = call.Grey(0);
        var lines = call.Picture(1);
        ops.GaussianBlur(lines, grey, call["scale"], call.Tile);
        tensors.Combine(lines, 1, lines, -1, grey);
        tensors.Clamp(lines, lines, 0, 1);

        // The median of what is above the faintest: quantiles count what is above 0.
        var (above, ones, found, range) = (call.Picture(1), call.Picture(1), call.Tensor(new(2)), call.Tensor(new(2)));
        tensors.Exp(ones, 0, grey);
        tensors.Combine(above, 1, lines, -Faintest, ones);
        ops.Quantiles(found, above, 0, 0.5f);
        tensors.Exp(range, 0, found);
        tensors.Combine(found, 1, found, Faintest, range);
        tensors.Clamp(found, found, LeastMedian, 1);
        tensors.Scale(range, 0, range);
        using (var from = tensors.View(found, 1, 1))
        using (var to = tensors.View(range, 1, 1)) tensors.Scale(to, 2 / call["gain"], from);
        ops.Normalize(call.Target, lines, range);
        tensors.Clamp(call.Target, call.Target, 0, 1);
    }
}
