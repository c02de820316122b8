using Scumble.Diagnostics;

namespace Scumble.Studio;

/// <summary>
/// Runs one after the other, in the order in which they came; of a slot only the newest: a run of the same slot that waits is dropped, one that
/// works is cancelled. Any thread.
/// </summary>
internal sealed class RunQueue : IAsyncDisposable
{
    /// <summary>The most runs that wait.</summary>
    public const int MaxWaiting = 256;

    private const int MaxSlotLength = 100;

    private readonly RunStore _store;
    private readonly Lock _lock = new();
    private readonly LinkedList<(Run Run, IRunWork Work)> _waiting = [];
    private readonly SemaphoreSlim _there = new(0);
    private readonly CancellationTokenSource _end = new();
    private readonly Task _worker;
    private Run? _working;

    /// <param name="store">Where runs are kept.</param>
    public RunQueue(RunStore store)
    {
        _store = store;
        _worker = Task.Run(WorkAsync);
    }

    /// <summary>How many wait, the one at work not counted.</summary>
    public int Waiting
    {
        get
        {
            lock (_lock) return _waiting.Count;
        }
    }

    /// <summary>Checks the name of a slot; null is none.</summary>
    /// <exception cref="InvalidRequestException">It is empty, or too long.</exception>
    public static void RequireSlot(string? slot)
    {
        if (slot is { Length: 0 or > MaxSlotLength }) throw new InvalidRequestException("slot", $"'slot' must have 1 to {MaxSlotLength} characters.", "Use a short word.");
    }

    /// <summary>Adds a run at the end.</summary>
    /// <exception cref="QueueFullException">Too many wait.</exception>
    public RunSnapshot Add(RunSnapshot first, IRunWork work)
    {
        Run[] replaced;
        Run run;
        lock (_lock)
        {
            replaced = first.Slot is null ? [] : [.. _waiting.Select(entry => entry.Run).Append(_working).OfType<Run>().Where(other => other.Now.Slot == first.Slot)];
            if (_waiting.Count - replaced.Length >= MaxWaiting) throw new QueueFullException(_waiting.Count);
            run = _store.Add(first);
            _waiting.AddLast((run, work));
        }
        foreach (var other in replaced) Cancel(other);
        _there.Release();
        return run.Now;
    }

    /// <summary>Ends a run; one that is over stays as it is.</summary>
    /// <exception cref="NotFoundException">There is none of this id.</exception>
    public RunSnapshot Cancel(string id)
    {
        var run = _store.Find(id);
        if (!run.Now.IsOver) Cancel(run);
        return run.Now;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        lock (_lock) _working?.Cancel();
        await _worker;
        lock (_lock)
        {
            foreach (var (run, _) in _waiting) End(run, RunState.Cancelled, null);
            _waiting.Clear();
        }
        _there.Dispose();
        _end.Dispose();
    }

    private void Cancel(Run run)
    {
        lock (_lock)
        {
            for (var node = _waiting.First; node is not null; node = node.Next)
            {
                if (node.Value.Run != run) continue;
                _waiting.Remove(node);
                End(run, RunState.Cancelled, null);
                return;
            }
        }
        run.Cancel();
    }

    private async Task WorkAsync()
    {
        while (true)
        {
            try
            {
                await _there.WaitAsync(_end.Token);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            (Run Run, IRunWork Work) next;
            lock (_lock)
            {
                if (_waiting.First is not { } first) continue;
                _waiting.RemoveFirst();
                (next, _working) = (first.Value, first.Value.Run);
            }
            await ExecuteAsync(next.Run, next.Work);
            lock (_lock) _working = null;
        }
    }

    private async Task ExecuteAsync(Run run, IRunWork work)
    {
        try
        {
            run.Update(now => now with { State = RunState.Running });
            await work.ExecuteAsync(run, run.Cancellation);
            End(run, RunState.Done, null);
        }
        catch (OperationCanceledException) when (run.Cancellation.IsCancellationRequested)
        {
            End(run, RunState.Cancelled, null);
        }
        // Whatever a run does, the next one gets its turn; the fault is told with the run.
        catch (Exception e)
        {
            End(run, RunState.Failed, RunFault.Of(e));
        }
    }

    // What did not get done shares the run's fate.
    private void End(Run run, RunState state, RunFault? fault)
    {
        try
        {
            _store.End(run, now => Ended(now, state, fault));
        }
        catch (ScumbleException e)
        {
            run.Update(now => Ended(now, RunState.Failed, RunFault.Of(e)));
        }
    }

    private static RunSnapshot Ended(RunSnapshot now, RunState state, RunFault? fault) => now with
    {
        State = state,
        Fault = fault,
        Finished = DateTimeOffset.UtcNow,
        Items = [.. now.Items.Select(item => item.State is RunState.Waiting or RunState.Running ? item with { State = state == RunState.Done ? RunState.Cancelled : state, Preview = 0 } : item)],
        Nodes = [.. now.Nodes.Select(node => node.State is RunState.Waiting or RunState.Running ? node with { State = RunState.Cancelled } : node)],
    };
}
