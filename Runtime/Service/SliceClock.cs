namespace Scumble.Service;

/// <summary>How long work of each kind takes, as measured, to tell whether more of it fits what is left of a frame's budget. Thread-safe.</summary>
/// <param name="onNeverFits">Told once of each kind that is longer than a whole budget: kind, its time, the budget.</param>
internal sealed class SliceClock(Action<string, TimeSpan, TimeSpan> onNeverFits)
{
    // Follows a change within a few slices, and a single slow one not wholly.
    private const double Weight = 0.3;

    // Times after which the shortest of them says that a kind never fits, and not that the machine was busy.
    private const int Evidence = 5;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, (double Mean, double Shortest, int Count)> _seconds = [];
    private readonly HashSet<string> _told = [];

    /// <summary>Whether work of a kind should begin: it fits, or it is the first of a budget that it never fits.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="left">What is left of the budget.</param>
    /// <param name="budget">The whole budget.</param>
    /// <param name="isFirst">Whether nothing was done in this budget yet.</param>
    public bool Fits(string kind, TimeSpan left, TimeSpan budget, bool isFirst)
    {
        if (budget <= TimeSpan.Zero) return false;
        if (!Knows(kind, out var known)) return isFirst || left > TimeSpan.Zero;
        if (known.Count >= Evidence && known.Shortest > budget.TotalSeconds && _told.Add(kind)) onNeverFits(kind, TimeSpan.FromSeconds(known.Mean), budget);
        return isFirst || known.Mean <= left.TotalSeconds;
    }

    /// <summary>Counts what work took.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="time">How long.</param>
    public void Count(string kind, TimeSpan time)
    {
        var seconds = time.TotalSeconds;
        lock (_gate)
            _seconds[kind] = _seconds.TryGetValue(kind, out var known)
                ? (known.Mean + (Weight * (seconds - known.Mean)), Math.Min(known.Shortest, seconds), known.Count + 1) : (seconds, seconds, 1);
    }

    /// <summary>How long work of a kind is expected to take; null before it was done.</summary>
    public TimeSpan? Expected(string kind) => Knows(kind, out var known) ? TimeSpan.FromSeconds(known.Mean) : null;

    /// <summary>The shortest that work of a kind took, without what only its first time takes; null before it was done twice.</summary>
    public TimeSpan? Shortest(string kind) => Knows(kind, out var known) && known.Count > 1 ? TimeSpan.FromSeconds(known.Shortest) : null;

    private bool Knows(string kind, out (double Mean, double Shortest, int Count) known)
    {
        lock (_gate) return _seconds.TryGetValue(kind, out known);
    }
}
