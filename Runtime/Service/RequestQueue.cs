namespace Scumble.Service;

/// <summary>
/// What waits: priority goes first, among equals the earlier deadline, then age. Every <see cref="Fairness"/>th job that is taken is the one that has waited longest,
/// whatever its priority: a job that n older ones wait with begins after at most <see cref="Fairness"/> (n + 1) other runs. Guarded by the service's lock.
/// </summary>
/// <param name="capacity">Jobs that may wait at once.</param>
internal sealed class RequestQueue(int capacity)
{
    /// <summary>One job out of so many is the oldest.</summary>
    public const int Fairness = 8;

    private readonly List<TextureJob> _waiting = [];
    private int _taken;

    public int Count => _waiting.Count;

    public bool IsFull => _waiting.Count >= capacity;

    /// <summary>Adds one. What was running before returns although the queue is full.</summary>
    public void Add(TextureJob job)
    {
        job.IsRunning = false;
        _waiting.Add(job);
    }

    /// <summary>Whether it waited here.</summary>
    public bool Remove(TextureJob job) => _waiting.Remove(job);

    /// <summary>Takes the next job, or null.</summary>
    public TextureJob? Take()
    {
        if (_waiting.Count == 0) return null;
        var isFair = ++_taken % Fairness == 0;
        var next = 0;
        for (var i = 1; i < _waiting.Count; i++)
            if (isFair ? _waiting[i].Age < _waiting[next].Age : Compare(_waiting[i], _waiting[next]) < 0) next = i;
        var job = _waiting[next];
        _waiting.RemoveAt(next);
        job.IsRunning = true;
        return job;
    }

    /// <summary>Takes the next that can be denoised together with one that was taken, or null. It is none of the <see cref="Fairness"/>.</summary>
    public TextureJob? TakeBeside(TextureJob job)
    {
        TextureJob? next = null;
        foreach (var waiting in _waiting)
            if (waiting is { IsAlone: false, IsRetry: false, Batch: { } batch } && batch == job.Batch && (next is null || Compare(waiting, next) < 0)) next = waiting;
        if (next is null) return null;
        _waiting.Remove(next);
        next.IsRunning = true;
        return next;
    }

    private static int Compare(TextureJob one, TextureJob other)
    {
        var byPriority = other.Priority.CompareTo(one.Priority);
        if (byPriority != 0) return byPriority;
        var byDeadline = one.Deadline.CompareTo(other.Deadline);
        return byDeadline != 0 ? byDeadline : one.Age.CompareTo(other.Age);
    }
}
