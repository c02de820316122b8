using Scumble.Sampling;

namespace Scumble.Lab;

internal static partial class GoldenKinds
{
    internal static GoldenKind FlowShift { get; } = Add(new FlowShiftKind());
}

/// <summary>mu of a flow's shift for sizes of pictures; a token is a square of 16 pixels.</summary>
internal sealed class FlowShiftKind : GoldenKind
{
    private const int Token = 16;

    public override string Id => "flux_mu";

    public override GoldenOutcome Check(GoldenFile file)
    {
        var comparison = new GoldenComparison();
        var shift = new FlowShift(
            (int)GoldenFile.Number(file["base_seq_len"]), (int)GoldenFile.Number(file["max_seq_len"]),
            GoldenFile.Number(file["base_shift"]), GoldenFile.Number(file["max_shift"]));
        foreach (var entry in file["entries"].EnumerateArray())
        {
            var (height, width) = ((int)GoldenFile.Number(entry, "height"), (int)GoldenFile.Number(entry, "width"));
            var tokens = height / Token * (width / Token);
            comparison.Compare(tokens, GoldenFile.Number(entry, "image_seq_len"), 0, $"{width} x {height}: tokens");
            comparison.Compare(shift.Mu(tokens), GoldenFile.Number(entry, "mu"), 1e-9, $"{width} x {height}: mu");
        }

        return comparison.Outcome;
    }
}
