// Depth control networks were trained on one over the distance (R. Ranftl et al., "Towards robust monocular depth estimation", 2020), stretched to 0..1 in
// each picture. Here the range is visible and can be fixed: v = (e - e_far) / (e_near - e_far), e one over the distance.
namespace Scumble.Imaging;

public static partial class Extractors
{
    /// <summary>Near is white.</summary>
    public static Extractor Depth { get; } = Add(new DepthExtractor());
}

internal sealed class DepthExtractor : Extractor
{
    private const float Apart = 1e-4f;

    public override string Id => "depth";

    public override string Name => "Depth, near is white";

    public override string Method => "one over the distance, over a range";

    public override IReadOnlyList<ExtractorReads> Reads { get; } = [ExtractorReads.Depth];

    public override IReadOnlyList<string> Aliases { get; } = ["depth", "zoe", "midas"];

    public override int Channels => 1;

    public override IReadOnlyList<ExtractorParameter> Parameters { get; } =
    [
        new("near", "The distance in metres that is white; 0 finds it by 'keep' in each picture. Fix both, so that frames agree.", 0, 0, 1e6),
        new("far", "The distance in metres that is black; 0 finds it.", 0, 0, 1e6),
        new("keep", "The share of what was drawn that lies within the range that is found.", DepthRange.DefaultKeep, 0.1, 1),
    ];

    protected internal override void Run(ExtractorCall call)
    {
        var (ops, depth, range) = (call.Ops, call.Input.Depth!, call.Tensor(new(2)));
        var keep = call["keep"];
        if (call["near"] > 0 && call["far"] > 0 && call["far"] <= call["near"])
            throw new Diagnostics.InvalidRequestException("settings", FormattableString.Invariant($"'far' of 'depth' must be beyond 'near'; found {call["far"]} and {call["near"]} m."), "Leave both out for the range of the picture.");
        if (!(call["near"] > 0 && call["far"] > call["near"])) ops.Quantiles(range, depth, (1 - keep) / 2, (1 + keep) / 2);
        if (call["far"] > 0) Fix(0, call["far"]);
        if (call["near"] > 0) Fix(1, call["near"]);

        // An end that is found stays on its side of the one that is fixed: all nearer than that is white, all beyond is black, and never the other way round.
        if (call["near"] > 0 && call["far"] == 0) Bound(0, float.NegativeInfinity, Beside(Inverse(call["near"]), -Apart));
        if (call["far"] > 0 && call["near"] == 0) Bound(1, Beside(Inverse(call["far"]), Apart), float.PositiveInfinity);
        ops.Normalize(call.Target, depth, range);
        ops.Tensors.Clamp(call.Target, call.Target, 0, 1);

        float Inverse(float metres) => call.Input.Convention?.InverseAt(metres) ?? 1 / metres;

        static float Beside(float inverse, float share) => inverse + (share * MathF.Abs(inverse));

        void Bound(int end, float least, float greatest)
        {
            using var number = ops.Tensors.View(range, end, 1);
            ops.Tensors.Clamp(number, number, least, greatest);
        }

        // A number on the device without an upload: exp(0) times it.
        void Fix(int end, float metres)
        {
            using var number = ops.Tensors.View(range, end, 1);
            ops.Tensors.Exp(number, 0, number);
            ops.Tensors.Scale(number, Inverse(metres), number);
        }
    }
}
