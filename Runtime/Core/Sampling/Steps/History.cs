using Scumble.Tensors;

namespace Scumble.Sampling;

/// <summary>The last few tensors of a multistep method, newest first. Owns them; nothing is copied or allocated as it moves on.</summary>
/// <param name="ops">The arithmetic.</param>
/// <param name="like">A tensor of the same shape and element type.</param>
/// <param name="length">How many are remembered, at least 1.</param>
internal sealed class History(ITensorOps ops, Tensor like, int length) : IDisposable
{
    private readonly Tensor[] _tensors = [.. Enumerable.Range(0, length).Select(_ => ops.Create(like.Shape, like.ElementType))];
    private int _newest;

    /// <summary>How many were pushed and are still remembered.</summary>
    public int Count { get; private set; }

    /// <summary>The one from <paramref name="age"/> pushes ago; 0 is the newest.</summary>
    public Tensor this[int age] => _tensors[(_newest + age) % length];

    /// <summary>Forgets the oldest and returns its tensor, to be filled as the newest.</summary>
    public Tensor Push()
    {
        _newest = (_newest + length - 1) % length;
        Count = Math.Min(Count + 1, length);
        return _tensors[_newest];
    }

    /// <summary>Forgets all.</summary>
    public void Clear() => Count = 0;

    /// <summary>Releases the tensors.</summary>
    public void Dispose()
    {
        foreach (var tensor in _tensors) tensor.Dispose();
    }
}
