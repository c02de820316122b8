using Scumble.Models;

namespace Scumble.Lab;

/// <summary>Compares everything that a network took and gave at its first call, and what ControlNets gave at theirs.</summary>
/// <param name="stage">What was recorded.</param>
/// <param name="backend">What we did.</param>
/// <param name="folder">The model.</param>
/// <param name="network">The component that denoises.</param>
/// <param name="item">The picture of the batch.</param>
/// <param name="comparison">Where differences go.</param>
internal sealed class CallComparison(
    PipelineStageRecord stage, ReplayBackend backend, ModelFolder folder, string network, int item, GoldenComparison comparison)
{
    private const string First = "first_call_", Output = "first_call_output";

    // Sines of large angles in float32 have few digits.
    private const double Bound = 1e-4, AngleBound = 1e-3;

    /// <summary>Whether the recorded batch is [positives, negatives].</summary>
    public bool HasPositiveFirst { get; init; }

    /// <summary>Compares; what was recorded and we never did is a failure.</summary>
    /// <param name="controls">The components that are ControlNets.</param>
    public void Compare(IReadOnlyList<string> controls)
    {
        var calls = backend.CallsOf(folder.RequireGraph(network));
        if (calls.Count == 0)
        {
            comparison.Fail($"{stage.Prefix}{network} was not called");
            return;
        }
        foreach (var name in stage.TensorNames.Where(name => name.StartsWith(First, StringComparison.Ordinal)))
        {
            var recorded = stage.Find(name)!;
            var ours = name == Output ? calls[0].Prediction : calls[0].Input(name[First.Length..]);
            Same(ours, recorded, name.EndsWith("timestep_cond", StringComparison.Ordinal) ? AngleBound : Bound, stage.Prefix + name);
        }
        for (var k = 0; k < controls.Count; k++) CompareControl(k, backend.CallsOf(folder.RequireGraph(controls[k])));
    }

    private void CompareControl(int index, IReadOnlyList<ReplayedCall> calls)
    {
        var last = calls.Count == 0 ? 0 : calls[0].Tensors.Keys.Count(key => key.StartsWith(">down_block_", StringComparison.Ordinal)) - 1;
        foreach (var (name, output) in new[]
        {
            ("first_mid", "mid_block_additional_residual"), ("first_down_0", "down_block_0_additional_residual"), ("first_down_last", $"down_block_{last}_additional_residual"),
        })
        {
            // At a step that it does not steer we do not call it; the reference recorded zeros.
            if (stage.Find($"controlnet_{index}_{name}") is not { Largest: > 0 } recorded) continue;
            if (calls.Count == 0) comparison.Fail($"ControlNet {index} was not called");
            else Same(calls[0].Output(output), recorded, Bound, $"controlnet_{index}_{name}");
        }
    }

    // A recorded batch is [negatives, positives] of all pictures; ours is one picture's.
    private void Same(RecordedTensor ours, RecordedTensor recorded, double bound, string where)
    {
        var (r, n) = (recorded.Shape.Length == 0 ? 1 : recorded.Shape[0], ours.Shape.Length == 0 ? 1 : ours.Shape[0]);
        var (actual, expected) = (HasPositiveFirst && n == 2 ? [.. Row(ours, 1), .. Row(ours, 0)] : ours.Values, recorded.Values);
        if (ours.Values.Length != recorded.Values.Length && r != n)
        {
            if (recorded.Values.Length == 1) actual = actual[..1];
            else if (r < n) actual = ours.Row(n - 1).Values;
            else expected = n == 1 ? Row(recorded, item) : [.. Row(recorded, item), .. Row(recorded, (r / 2) + item)];
        }
        comparison.Compare(Array.ConvertAll(actual, v => (double)v), Array.ConvertAll(expected, v => (double)v), bound * Math.Max(1, recorded.Largest), where);
    }

    private static float[] Row(RecordedTensor tensor, int index) => tensor.Row(index).Values;
}
