namespace Scumble.Studio;

/// <summary>A run that changes: its newest snapshot, and its end from outside. Any thread.</summary>
internal sealed class Run(RunSnapshot first, RunFeed feed) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _end = new();
    private RunSnapshot _now = first;
    private TaskCompletionSource _changed = New();

    /// <summary>Its id.</summary>
    public string Id { get; } = first.Id;

    /// <summary>How it is now.</summary>
    public RunSnapshot Now
    {
        get
        {
            lock (_lock) return _now;
        }
    }

    /// <summary>Ends what it does.</summary>
    public CancellationToken Cancellation => _end.Token;

    /// <summary>Changes it, and tells those who watch.</summary>
    public RunSnapshot Update(Func<RunSnapshot, RunSnapshot> change)
    {
        RunSnapshot now;
        TaskCompletionSource changed;
        lock (_lock)
        {
            _now = now = change(_now) with { Revision = _now.Revision + 1 };
            (changed, _changed) = (_changed, New());
        }
        changed.SetResult();
        feed.Changed(this);
        return now;
    }

    /// <summary>Ends when the run is over.</summary>
    /// <param name="watch">Told what changes meanwhile; of changes that follow each other fast, the newest.</param>
    public async Task Over(Action<RunSnapshot> watch)
    {
        while (true)
        {
            RunSnapshot now;
            Task changed;
            lock (_lock) (now, changed) = (_now, _changed.Task);
            watch(now);
            if (now.IsOver) return;
            await changed;
        }
    }

    /// <summary>Changes one of its items likewise.</summary>
    public RunSnapshot Update(int index, Func<RunItem, RunItem> change) =>
        Update(run => run with { Items = [.. run.Items.Select(item => item.Index == index ? change(item) : item)] });

    /// <summary>Asks it to end; a run that has ended stays as it is.</summary>
    public void Cancel() => _end.Cancel();

    /// <inheritdoc/>
    public void Dispose() => _end.Dispose();

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
