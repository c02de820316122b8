namespace Scumble.Stages;

/// <summary>A token that is cancelled once all of several are; of one it is that one.</summary>
internal sealed class JointCancellation : IDisposable
{
    private readonly CancellationTokenSource? _source;
    private readonly CancellationTokenRegistration[] _registrations = [];
    private int _left;

    public JointCancellation(IReadOnlyList<CancellationToken> tokens)
    {
        _left = tokens.Count;
        if (tokens.Count == 1)
        {
            Token = tokens[0];
            return;
        }
        Token = (_source = new()).Token;
        _registrations = [.. tokens.Select(token => token.UnsafeRegister(static joint => ((JointCancellation)joint!).CancelOne(), this))];
    }

    public CancellationToken Token { get; }

    public void Dispose()
    {
        foreach (var registration in _registrations) registration.Dispose();
        _source?.Dispose();
    }

    private void CancelOne()
    {
        if (Interlocked.Decrement(ref _left) == 0) _source!.Cancel();
    }
}
