using System.Text.Json;

namespace Scumble.Lab;

/// <summary>One recorded model call.</summary>
/// <param name="Timestep">What the model was told, or NaN.</param>
/// <param name="Level">(a, s) of its input.</param>
/// <param name="Output">What it answered; longer than the sample where it also tells a variance.</param>
/// <param name="Input">The sample that it was asked for, where it is recorded.</param>
/// <param name="NoiseBefore">Noise drawn between the call before and this one.</param>
/// <param name="NoiseAfter">Noise drawn between this call and the next.</param>
/// <param name="Sample">The sample after what the call was for, where it is recorded.</param>
internal sealed record GoldenCall(
    double Timestep, double[] Level, double[] Output, double[]? Input, double[][] NoiseBefore, double[][] NoiseAfter, double[]? Sample)
{
    /// <summary>The calls of a file of kind trajectory, score_sde or kdiffusion.</summary>
    public static GoldenCall[] ReadAll(GoldenFile file) => file.Kind switch
    {
        "kdiffusion" => KDiffusion(file),
        "score_sde" => [.. file["steps"].EnumerateArray().SelectMany(ScoreSde)],
        _ => [.. file["steps"].EnumerateArray().Select(step => Step(step, step))],
    };

    private static IEnumerable<GoldenCall> ScoreSde(JsonElement step)
    {
        if (GoldenFile.Optional(step, "corrector") is { } corrections)
            foreach (var correction in corrections.EnumerateArray()) yield return Step(step, correction);
        yield return Step(step, step);
    }

    private static GoldenCall Step(JsonElement step, JsonElement part) => new(
        GoldenFile.Number(step, "t"), GoldenFile.Numbers(step, "level"), GoldenFile.Numbers(part, "model_output"), null,
        [], Noise(part, "noise"), GoldenFile.Numbers(part, "sample"));

    private static GoldenCall[] KDiffusion(GoldenFile file)
    {
        JsonElement[] calls = [.. file["calls"].EnumerateArray()];
        return [.. calls.Select((call, i) => new GoldenCall(
            double.NaN, [1, GoldenFile.Number(call, "sigma")], GoldenFile.Numbers(call, "denoised"), GoldenFile.Numbers(call, "input"),
            Noise(call, "noise_drawn_before_call"),
            i + 1 < calls.Length ? Noise(calls[i + 1], "noise_drawn_before_call") : Noise(file.Root, "noise_drawn_after_last_call"),
            i + 1 < calls.Length ? null : GoldenFile.Numbers(file.Root, "final")))];
    }

    private static double[][] Noise(JsonElement part, string name) =>
        GoldenFile.Optional(part, name) is { } list ? [.. list.EnumerateArray().Select(GoldenFile.Numbers)] : [];
}
