using Scumble.Materials;

namespace Scumble.Service;

/// <summary>A texture in host memory: of each map all levels, as bytes that a texture of the map's format takes. Immutable, for any thread.</summary>
public sealed class HostTexture : IStoredTexture
{
    private readonly Dictionary<MaterialMap, IReadOnlyList<byte[]>> _levels;
    private readonly HostTextureStore _store;
    private bool _isDisposed;

    internal HostTexture(HostTextureStore store, TextureContent content)
    {
        (_store, Width, Height, Maps) = (store, content.Width, content.Height, content.Maps);
        _levels = Maps.ToDictionary(map => map, content.Levels);
        SizeInBytes = _levels.Values.Sum(levels => levels.Sum(level => (long)level.Length));
    }

    /// <inheritdoc/>
    public int Width { get; }

    /// <inheritdoc/>
    public int Height { get; }

    /// <inheritdoc/>
    public IReadOnlyList<MaterialMap> Maps { get; }

    /// <inheritdoc/>
    public long SizeInBytes { get; }

    /// <summary>Whether it was let go of: nobody should sample it any more.</summary>
    public bool IsDisposed => Volatile.Read(ref _isDisposed);

    /// <summary>The levels of a map, the largest first, in its <see cref="MaterialMap.Format"/>; do not change them.</summary>
    /// <exception cref="KeyNotFoundException">There is no such map.</exception>
    public IReadOnlyList<byte[]> Levels(MaterialMap map)
    {
        ArgumentNullException.ThrowIfNull(map);
        return _levels.TryGetValue(map, out var levels) ? levels : throw new KeyNotFoundException($"The texture has no {map}.");
    }

    /// <summary>Lets go of it.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isDisposed, true)) return;
        _store.Forget(SizeInBytes);
    }
}
