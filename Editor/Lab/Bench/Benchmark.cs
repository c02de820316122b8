using System.Diagnostics;
using Scumble.Onnx;
using Scumble.Stages;

namespace Scumble.Lab;

/// <summary>
/// Times generations pull by pull. After (or before) each pull come the bare calls of ONNX Runtime that it makes, and a matrix
/// product: whatever else the machine does falls on all three. Pulls of one kind share one median; a stage's time is the sum
/// of the medians of its pulls.
/// </summary>
/// <param name="pipeline">An opened model.</param>
/// <param name="backend">What the pipeline runs on.</param>
/// <param name="product">The yardstick for arithmetic.</param>
/// <param name="repeats">Timed generations after the warm-up, at least 1.</param>
internal sealed class Benchmark(TexturePipeline pipeline, RecordingBackend backend, MatrixProduct product, int repeats)
{
    private readonly Dictionary<GraphCall, long> _operations = [];

    private int _prompts;

    /// <summary>Measures one size and step count.</summary>
    /// <exception cref="Diagnostics.ScumbleException">The runtime failed, or the model cannot make this size.</exception>
    /// <exception cref="OperationCanceledException">The user stopped it.</exception>
    public BenchRow Measure(int size, int steps, CancellationToken cancellation)
    {
        // Warm up; which calls does each pull make?
        foreach (var _ in pipeline.Run(Request(size, steps), cancellation)) cancellation.ThrowIfCancellationRequested();
        var pulls = Record(Request(size, steps), cancellation);
        using var bare = new BareCalls(pulls.SelectMany(pull => pull.Calls));

        // Take turns.
        for (var i = 0; i < repeats; i++) Turn(Request(size, steps), pulls, bare, isBareFirst: i % 2 == 0, cancellation);

        // Sum medians.
        var withCalls = pulls.Where(pull => pull.Calls.Count > 0).ToArray();
        var stages = pulls.GroupBy(pull => pull.Stage).Select(stage => new StageTime(stage.Key, Sum(stage.Select(pull => Median(pull.Ours))))).ToArray();
        var graphs = withCalls.GroupBy(pull => pull.Calls[0].Component).Select(group => new BenchGraph(group.Key,
            group.Sum(pull => pull.Calls.Count), group.Sum(pull => pull.Calls.Sum(Operations)), Sum(group.Select(pull => Median(pull.Bare))))).ToArray();
        return new BenchRow(size, steps, stages, graphs,
            Sum(withCalls.Select(pull => Median(pull.Ours))), Sum(withCalls.Select(pull => Median(pull.Bare))),
            MatrixProduct.Operations / Median(pulls.SelectMany(pull => pull.Product)).TotalSeconds / 1e9);
    }

    // The work of a pull belongs to the stage that the pull before announced; the first does none. Pulls that do the same, such as
    // denoising steps, share one object and so one median.
    private List<BenchPull> Record(TextureRequest request, CancellationToken cancellation)
    {
        var pulls = new List<BenchPull>();
        using var run = pipeline.Run(request, cancellation).GetEnumerator();
        run.MoveNext();
        for (var isMore = true; isMore; cancellation.ThrowIfCancellationRequested())
        {
            var stage = run.Current.Stage;
            backend.Begin();
            isMore = run.MoveNext();
            var calls = backend.End();
            pulls.Add(pulls.Find(pull => pull.Stage == stage && pull.Calls.SequenceEqual(calls)) ?? new BenchPull(stage, calls));
        }
        return pulls;
    }

    private void Turn(TextureRequest request, List<BenchPull> pulls, BareCalls bare, bool isBareFirst, CancellationToken cancellation)
    {
        using var run = pipeline.Run(request, cancellation).GetEnumerator();
        run.MoveNext();
        foreach (var pull in pulls)
        {
            if (isBareFirst) pull.Bare.Add(Sum(pull.Calls.Select(bare.Run)));
            var start = Stopwatch.GetTimestamp();
            run.MoveNext();
            pull.Ours.Add(Stopwatch.GetElapsedTime(start));
            if (!isBareFirst) pull.Bare.Add(Sum(pull.Calls.Select(bare.Run)));
            if (pull.Calls.Count > 0)
            {
                product.Run(); // fetches the matrices, which the graphs drove out of the caches
                pull.Product.Add(product.Run());
            }
            cancellation.ThrowIfCancellationRequested();
        }
    }

    // A prompt that was not seen yet, in marks that every vocabulary has: a remembered one would not be encoded.
    private TextureRequest Request(int size, int steps) =>
        new() { Prompt = $"mossy cobblestone {Convert.ToString(_prompts++, 2).Replace('0', ',').Replace('1', '.')}", Width = size, Height = size, Steps = steps, Seed = 7 };

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
