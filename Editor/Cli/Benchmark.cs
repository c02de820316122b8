using Scumble.Onnx;
using Scumble.Pipeline;

namespace Scumble.Cli;

/// <summary>
/// Times generations, and beside each the bare calls of ONNX Runtime that it made, in turns: whatever else the machine does
/// falls on both.
/// </summary>
/// <param name="pipeline">An opened model.</param>
/// <param name="backend">What the pipeline runs on.</param>
/// <param name="repeats">Timed turns after the warm-up, at least 1; medians are told.</param>
internal sealed class Benchmark(TexturePipeline pipeline, RecordingBackend backend, int repeats)
{
    private static readonly PipelineStage[] GraphStages = [PipelineStage.Encode, PipelineStage.Denoise, PipelineStage.Decode];

    private readonly Dictionary<GraphCall, long> _operations = [];

    private int _prompts;

    /// <summary>Measures one size and step count.</summary>
    /// <exception cref="Diagnostics.ScumbleException">The runtime failed, or the model cannot make this size.</exception>
    /// <exception cref="OperationCanceledException">The user stopped it.</exception>
    public async Task<BenchRow> MeasureAsync(int size, int steps, CancellationToken cancellation)
    {
        // Warm up; which calls does a generation make?
        await GenerateAsync(size, steps, cancellation);
        backend.Begin();
        await GenerateAsync(size, steps, cancellation);
        var calls = backend.End();
        using var bare = new BareCalls(calls);

        // Take turns; who goes first changes.
        var (ours, theirs) = (new List<IReadOnlyList<StageTime>>(), new List<IReadOnlyDictionary<string, TimeSpan>>());
        for (var i = 0; i < repeats; i++)
        {
            if (i % 2 == 0) theirs.Add(bare.Run());
            ours.Add((await GenerateAsync(size, steps, cancellation)).Times);
            if (i % 2 == 1) theirs.Add(bare.Run());
            cancellation.ThrowIfCancellationRequested();
        }

        // Medians.
        var stages = ours[0].Where(time => time.Stage != PipelineStage.Load)
            .Select(time => new StageTime(time.Stage, Median(ours.Select(run => run.Single(other => other.Stage == time.Stage).Elapsed)))).ToArray();
        var graphs = calls.GroupBy(call => call.Component).Select(group => new BenchGraph(
            group.Key, group.Count(), group.Sum(Operations), Median(theirs.Select(run => run[group.Key])))).ToArray();
        return new BenchRow(size, steps, stages, graphs,
            Median(ours.Select(run => Sum(run.Where(time => GraphStages.Contains(time.Stage)).Select(time => time.Elapsed)))),
            Median(theirs.Select(run => Sum(run.Values))));
    }

    // A prompt that was not seen yet: a remembered one would not be encoded.
    private Task<TextureResult> GenerateAsync(int size, int steps, CancellationToken cancellation) => pipeline.GenerateAsync(
        new TextureRequest { Prompt = $"mossy cobblestone {_prompts++}", Width = size, Height = size, Steps = steps, Seed = 7 },
        cancellation: cancellation);

    private long Operations(GraphCall call)
    {
        if (!_operations.TryGetValue(call, out var count)) _operations.Add(call, count = FloatingPointOperations.Of(call));
        return count;
    }

    private static TimeSpan Sum(IEnumerable<TimeSpan> times) => times.Aggregate(TimeSpan.Zero, (sum, time) => sum + time);

    private static TimeSpan Median(IEnumerable<TimeSpan> times)
    {
        TimeSpan[] sorted = [.. times.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
