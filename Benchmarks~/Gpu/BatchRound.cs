using System.Collections.Concurrent;
using System.Diagnostics;
using Scumble.Diagnostics;
using Scumble.Service;
using Scumble.Stages;

namespace Scumble.Benchmarks;

/// <summary>
/// Textures that wait at once, all made anew, pumped without frames between: what the device gives when nothing else wants it.
/// </summary>
/// <param name="Clock">Milliseconds until all were there and the device was done.</param>
/// <param name="Processor">Milliseconds of all processors meanwhile.</param>
/// <param name="First">Milliseconds until the first was there.</param>
internal readonly record struct BatchRound(double Clock, double Processor, double First)
{
    // As behind a loading screen: no batch is too long for it.
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(1), Patience = TimeSpan.FromSeconds(5);

    /// <summary>Makes textures.</summary>
    /// <param name="service">Nothing else asks it for any.</param>
    /// <param name="next">A request that may be approximate, of a texture that is in no cache.</param>
    /// <param name="count">How many wait.</param>
    /// <param name="together">How many of them must be denoised together; null where that is not looked at.</param>
    /// <param name="rest">What the pumping thread does while there is nothing to pump.</param>
    /// <param name="wait">Waits for the device.</param>
    /// <exception cref="ScumbleException">A request did not end with a texture that was made for it, in such a batch.</exception>
    public static BatchRound Of(TextureService service, Func<TextureRequest> next, int count, int? together, Action rest, Action wait)
    {
        var made = new ConcurrentQueue<(string From, int Together)>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == ServiceTelemetry.Name,
            Sample = (ref _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                if (activity.GetTagItem("from") is string from) made.Enqueue((from, activity.GetTagItem("together") as int? ?? 1));
            },
        };
        ActivitySource.AddActivityListener(listener);
        var before = service.Statistics;

        // While this one holds the background up the others come; then it is given up.
        var held = service.Request(next() with { Approximate = null });
        while (held.State == HandleState.Waiting) Thread.Yield();
        var handles = Enumerable.Range(0, count).Select(_ => service.Request(next())).ToArray();
        held.Dispose();
        try
        {
            return Timed();
        }
        finally
        {
            foreach (var handle in handles) handle.Dispose();
        }

        BatchRound Timed()
        {
            // Within a pump all may be made: the clock starts before the one that the first of them began in, and each says itself when it is there.
            var (start, first, processor) = (0L, 0L, TimeSpan.Zero);
            foreach (var handle in handles) _ = handle.Completion.ContinueWith(_ => Interlocked.CompareExchange(ref first, Stopwatch.GetTimestamp(), 0), TaskScheduler.Default);
            do
            {
                Thread.Yield();
                (start, processor) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
                service.Pump(Budget);
            }
            while (handles.All(handle => handle.State == HandleState.Waiting));
            while (!handles.All(HasEnded))
                if (!service.Pump(Budget).HasMore) rest();
            wait();
            var (end, used) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime - processor);
            RequireMade();
            SpinWait.SpinUntil(() => Volatile.Read(ref first) != 0, Patience);
            return new(Stopwatch.GetElapsedTime(start, end).TotalMilliseconds, used.TotalMilliseconds, Stopwatch.GetElapsedTime(start, first).TotalMilliseconds);
        }

        void RequireMade()
        {
            foreach (var handle in handles)
                if (handle.Error is { } error) throw error;
            var after = service.Statistics;
            var hits = after.MemoryHits - before.MemoryHits + after.DiskHits - before.DiskHits;
            var textures = handles.Where(handle => handle is { State: HandleState.Ready, View.Shown: ShownContent.Final }).Select(handle => handle.Identity).Distinct().Count();
            if (hits > 0 || textures < count || after.Generated - before.Generated < count)
                throw new ScumbleException($"Of {count} requests {hits} were answered by a cache, and {textures} ended with a texture of their own.", "Ask for textures that nobody asked for before.");
            if (together is not { } size) return;

            // What was made is told a moment after it is there.
            if (!SpinWait.SpinUntil(() => made.Count(texture => texture == ("model", size)) >= count, Patience))
                throw new ScumbleException($"{count} textures were to be denoised {size} together; they were {string.Join(", ", made.Select(texture => $"{texture.Together} ({texture.From})"))}.",
                    "Read the service's notices: memory, or a fault of one of them.");
        }
    }

    private static bool HasEnded(TextureHandle handle) => handle.State is not (HandleState.Waiting or HandleState.Running);
}
