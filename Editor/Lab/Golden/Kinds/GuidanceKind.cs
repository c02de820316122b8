using System.Text.Json;
using Scumble.Sampling;
using Scumble.Tensors;

namespace Scumble.Lab;

internal static partial class GoldenKinds
{
    /// <summary>Classifier-free guidance and its rescaling.</summary>
    public static GoldenKind Guidance { get; } = Add(new GuidanceKind());
}

/// <summary>Runs <see cref="ClassifierFreeGuidance"/> in float64 over a network that answers with the recorded halves.</summary>
internal sealed class GuidanceKind : GoldenKind
{
    private const double Tolerance = 1e-5;

    public override string Id => "cfg";

    public override GoldenOutcome Check(GoldenFile file)
    {
        var comparison = new GoldenComparison();
        foreach (var (i, entry) in file["entries"].EnumerateArray().Index()) Check(entry, i, comparison);
        return comparison.Outcome;
    }

    private static void Check(JsonElement entry, int index, GoldenComparison comparison)
    {
        var ops = new CpuTensorOps();
        var shape = new TensorShape(Array.ConvertAll(GoldenFile.Numbers(entry, "shape"), v => (int)v));
        double[] halves = [.. GoldenFile.Numbers(entry, "uncond"), .. GoldenFile.Numbers(entry, "cond")];
        var scale = GuidanceSchedule.Constant(GoldenFile.Number(entry, "guidance_scale"));
        using var buffers = new DenoiserBuffers(ops, shape, ElementType.Float64, ElementType.Float64);
        using var input = new CpuTensor<double>(shape);
        using var output = new CpuTensor<double>(shape);
        foreach (var (name, rescale) in new[] { ("combined", 0), ("rescaled", GoldenFile.Number(entry, "guidance_rescale")) })
        {
            new ClassifierFreeGuidance(buffers, new RecordedPrediction(halves), scale, rescale: rescale).Predict(input, default, output);
            var expected = GoldenFile.Numbers(entry, name);
            var bound = Tolerance * Math.Max(1, expected.Max(Math.Abs));
            comparison.Compare(output.Span.ToArray(), expected, bound, $"entry {index}, {name}");
        }
    }
}
