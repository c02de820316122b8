namespace Scumble.Lab;

internal static partial class GoldenKinds
{
    /// <summary>Distances of the reference's samples to the true distribution.</summary>
    public static GoldenKind Distances { get; } = Add(new DistancesKind());
}

/// <summary>
/// How far samples of each method are from the true distribution: with fewer samples than the reference drew, so that only a
/// method that goes astray is seen. Runs of hundreds of steps are left to the command that draws the figure.
/// </summary>
internal sealed class DistancesKind : GoldenKind
{
    private const int Count = 3000, Directions = 128, MostCalls = 100;
    private const double DistanceNoise = 0.045, DirectionsNoise = 0.1, SpreadNoise = 0.05;

    public override string Id => "distances";

    public override GoldenOutcome Check(GoldenFile file)
    {
        var comparison = new GoldenComparison();
        var mixture = Mixture.Read(file["mixture"]);
        var distance = new SampleDistance(mixture, Count, Directions);
        foreach (var row in file["rows"].EnumerateArray())
        {
            var name = GoldenFile.Member(row, "sampler").GetString()!;
            if (GoldenFile.Number(row, "model_calls") is 0 or > MostCalls) continue;
            if (DistanceMethods.All.FirstOrDefault(method => method.Name == name) is not { } method) continue;
            var (samples, calls) = DistanceRun.Sample(method, mixture, Count, seed: 1);
            comparison.Compare(calls, GoldenFile.Number(row, "model_calls"), 0, $"{name}: model calls");
            var recorded = GoldenFile.Number(row, "sliced_w2");
            comparison.Compare(distance.SlicedWasserstein(samples), recorded, DistanceNoise + DirectionsNoise * recorded, $"{name}: sliced W2");
            comparison.Compare(distance.SpreadRatio(samples), GoldenFile.Number(row, "std_ratio"), SpreadNoise, $"{name}: spread");
        }

        return comparison.Outcome;
    }
}
