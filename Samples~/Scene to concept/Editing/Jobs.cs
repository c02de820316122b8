using Scumble.Diagnostics;

namespace SceneToConcept;

/// <summary>Work beside the frames, one thing at a time, on threads of the pool. What fails leaves the state as it is.</summary>
internal sealed class Jobs<T> : IDisposable
{
    private Task<JobResult<T>>? _running;
    private CancellationTokenSource? _stop;
    private volatile string _progress = "";

    /// <summary>Whether something runs, or has ended and was not taken.</summary>
    public bool IsBusy => _running is not null;

    /// <summary>What runs, and how far it is; empty for nothing.</summary>
    public string Progress => _running is null ? "" : _progress;

    /// <summary>Starts a job, unless one runs.</summary>
    /// <param name="what">Its progress until it reports some.</param>
    /// <param name="job">Is given where it reports its progress, from any thread, and a token that ends it.</param>
    /// <returns>Whether it was started.</returns>
    public bool Start(string what, Func<Action<string>, CancellationToken, Task<JobResult<T>>> job)
    {
        if (IsBusy) return false;
        (_progress, _stop) = (what, new CancellationTokenSource());
        var stop = _stop.Token;
        _running = Task.Run(() => Run(what, job, stop), CancellationToken.None);
        return true;
    }

    /// <summary>Asks what runs to end.</summary>
    public void Stop()
    {
        if (_running is null) return;
        _progress = "stopping";
        _stop!.Cancel();
    }

    /// <summary>What a job came to that has ended, once; null while none has.</summary>
    public JobResult<T>? Take()
    {
        if (_running is not { IsCompleted: true }) return null;
        var result = _running.GetAwaiter().GetResult();
        _running = null;
        _stop!.Dispose();
        return result;
    }

    /// <summary>Stops what runs, and waits for that.</summary>
    public void Dispose()
    {
        Stop();
        _running?.Wait();
        _stop?.Dispose();
    }

    // A file of a stranger may break what reads it in any way; the artist's work outlives that.
    private async Task<JobResult<T>> Run(string what, Func<Action<string>, CancellationToken, Task<JobResult<T>>> job, CancellationToken stop)
    {
        try
        {
            return await job(progress => _progress = stop.IsCancellationRequested ? _progress : progress, stop);
        }
        catch (OperationCanceledException)
        {
            return new(null, what, "Stopped.") { IsError = true };
        }
        catch (ScumbleException e)
        {
            return new(null, what, $"{e.Message} {e.Hint}") { IsError = true };
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return new(null, what, $"{what}: {e.Message}") { IsError = true };
        }
    }
}
