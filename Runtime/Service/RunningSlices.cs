using System.Diagnostics;
using Scumble.Diagnostics;

namespace Scumble.Service;

/// <summary>
/// The slices that the device has been given and has not done yet. One may stand behind the one that runs where both are expected to end within the budget, so that the device
/// finds work when it is done with the first. Each counts with the device's own time, however late somebody looks. Used by the thread of the pump.
/// </summary>
internal sealed class RunningSlices(SliceClock clock)
{
    private const int Most = 2;

    private readonly Queue<Slice> _slices = new(Most);

    // When the latest one was seen to have passed, in ticks of Stopwatch.
    private long _passed;

    /// <summary>Whether a slice of a kind may be given to the device now.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="left">What is left of the frame's budget.</param>
    public bool HasRoom(string kind, TimeSpan left)
    {
        Pass();
        return _slices.Count == 0 || (_slices.Count < Most && Rest() + clock.Expected(kind) <= left);
    }

    /// <summary>Does a slice.</summary>
    /// <param name="store">Where its device is.</param>
    /// <param name="work">What it does; gives the kind that it was.</param>
    public void Run(ITextureStore store, Func<string> work)
    {
        var (begun, watch) = (Stopwatch.GetTimestamp(), store.Watch());
        try
        {
            var kind = work();
            watch?.Stop();
            _slices.Enqueue(new Slice(kind, begun, Stopwatch.GetElapsedTime(begun), watch));
        }
        catch
        {
            watch?.Dispose();
            throw;
        }
    }

    /// <summary>Counts those that the device has done.</summary>
    public void Pass()
    {
        try
        {
            while (_slices.TryPeek(out var slice) && slice.Watch?.HasPassed != false)
            {
                var time = slice.Watch?.Elapsed is { } onDevice && onDevice > slice.Called ? onDevice : slice.Called;
                _slices.Dequeue().Watch?.Dispose();
                _passed = Stopwatch.GetTimestamp();
                clock.Count(slice.Kind, time);
                ServiceTelemetry.Slices.Record(time.TotalMilliseconds, new KeyValuePair<string, object?>("stage", slice.Kind));
            }
        }
        catch (ScumbleException)
        {
            // The device failed: whoever gives it the next slice is told, and the texture with it.
            Clear();
        }
    }

    /// <summary>Forgets all, whether done or not.</summary>
    public void Clear()
    {
        while (_slices.TryDequeue(out var slice)) slice.Watch?.Dispose();
    }

    // What the device still has to do, as far as is known of the kind; null where nothing is.
    private TimeSpan? Rest()
    {
        var slice = _slices.Peek();
        var rest = clock.Expected(slice.Kind) - Stopwatch.GetElapsedTime(Math.Max(slice.Begun, _passed));
        return rest < TimeSpan.Zero ? TimeSpan.Zero : rest;
    }

    private readonly record struct Slice(string Kind, long Begun, TimeSpan Called, ISliceWatch? Watch);
}
