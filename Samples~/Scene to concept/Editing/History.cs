namespace SceneToConcept;

/// <summary>Immutable states, and the way back.</summary>
/// <param name="first">The state that it begins with.</param>
/// <param name="depth">How many steps back are kept.</param>
internal sealed class History<T>(T first, int depth)
{
    private readonly LinkedList<(T State, string Step)> _past = [];
    private readonly Stack<(T State, string Step)> _future = [];

    public T Now { get; private set; } = first;

    /// <summary>What was done last, and can be undone; null for nothing.</summary>
    public string? Last => _past.Last?.Value.Step;

    /// <summary>Takes a step; what was undone is gone.</summary>
    /// <param name="state">What is after it.</param>
    /// <param name="step">What it is called.</param>
    public void Do(T state, string step)
    {
        _past.AddLast((Now, step));
        if (_past.Count > depth) _past.RemoveFirst();
        _future.Clear();
        Now = state;
    }

    /// <returns>What was undone, or null.</returns>
    public string? Undo()
    {
        if (_past.Last is not { Value: var (state, step) }) return null;
        _past.RemoveLast();
        _future.Push((Now, step));
        Now = state;
        return step;
    }

    /// <returns>What was done again, or null.</returns>
    public string? Redo()
    {
        if (!_future.TryPop(out var next)) return null;
        _past.AddLast((Now, next.Step));
        Now = next.State;
        return next.Step;
    }
}
