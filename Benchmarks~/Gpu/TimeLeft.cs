namespace Scumble.Benchmarks;

/// <summary>Whether the next part of a measure ends in time, judged by the one before.</summary>
/// <param name="limit">When the last must have ended.</param>
/// <param name="elapsed">Since the measure began.</param>
internal sealed class TimeLeft(TimeSpan limit, Func<TimeSpan> elapsed)
{
    private (int Size, TimeSpan Time) _last;
    private TimeSpan _begun;

    /// <summary>Begins a part, or says that it would end too late: it takes as long as the one before, and longer by as much as it is larger.</summary>
    /// <param name="size">Of the part, in any unit; positive.</param>
    public bool Begin(int size)
    {
        _begun = elapsed();
        return _begun < limit && _begun + (_last.Time * (_last.Size == 0 ? 0 : Math.Max(1, (double)size / _last.Size))) <= limit;
    }

    /// <summary>Ends the part.</summary>
    /// <param name="size">As it was begun.</param>
    public void End(int size) => _last = (size, elapsed() - _begun);
}
