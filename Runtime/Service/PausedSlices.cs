using System.Collections;
using System.Runtime.ExceptionServices;

namespace Scumble.Service;

/// <summary>
/// The slices of a generation, done by a thread of their own that stands still whenever nobody waits for the next: so a slice may end in the middle of a graph
/// (<see cref="Pause"/>), deep below whoever pulls. Of both threads one alone runs at a time. Pulled and disposed by one thread.
/// </summary>
internal sealed class PausedSlices : IEnumerator<MadeSlice>
{
    [ThreadStatic]
    private static PausedSlices? _here;

    private readonly IEnumerator<MadeSlice> _inner;
    private readonly SemaphoreSlim _goes = new(0), _stands = new(0);
    private readonly Thread _thread;
    private ExceptionDispatchInfo? _fault;
    private bool _hasNext = true, _isStopping, _isStarted;

    /// <param name="inner">What makes them; owned, and only touched by the thread of their own.</param>
    public PausedSlices(IEnumerator<MadeSlice> inner)
    {
        _inner = inner;
        _thread = new Thread(Work) { IsBackground = true, Name = "Scumble slices" };
    }

    /// <summary>The latest slice; after a pause the one before it again, without what it gave.</summary>
    public MadeSlice Current { get; private set; }

    object IEnumerator.Current => Current;

    /// <summary>Ends a slice here and begins the next when that is wanted. Does nothing on any other thread.</summary>
    /// <exception cref="OperationCanceledException">Nobody wants the rest.</exception>
    public static void Pause() => _here?.Stand();

    public bool MoveNext()
    {
        if (!_hasNext) return false;
        Current = new MadeSlice(Current.Stage, Current.StepsDone, Current.StepCount);
        if (!_isStarted)
        {
            _isStarted = true;
            _thread.Start();
        }
        _goes.Release();
        _stands.Wait();
        _fault?.Throw();
        return _hasNext;
    }

    public void Reset() => throw new NotSupportedException();

    /// <summary>Ends the generation where it stands.</summary>
    public void Dispose()
    {
        if (!_isStarted) _inner.Dispose();
        else if (_thread.IsAlive)
        {
            _isStopping = true;
            _goes.Release();
            _thread.Join();
        }
        (_hasNext, _isStarted) = (false, true);
        _goes.Dispose();
        _stands.Dispose();
    }

    private void Work()
    {
        _here = this;
        try
        {
            using (_inner)
            {
                for (_goes.Wait(); !_isStopping && _inner.MoveNext(); Stand()) Current = _inner.Current;
            }
        }
        catch (Exception e)
        {
            if (!_isStopping) _fault = ExceptionDispatchInfo.Capture(e);
        }
        _hasNext = false;
        _stands.Release();
    }

    private void Stand()
    {
        _stands.Release();
        _goes.Wait();
        if (_isStopping) throw new OperationCanceledException();
    }
}
