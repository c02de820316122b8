namespace Scumble.Service;

/// <summary>Textures in host memory, for engines that upload by themselves and for programs without a renderer.</summary>
public sealed class HostTextureStore : ITextureStore
{
    private long _bytes;
    private int _count;

    /// <inheritdoc/>
    public bool IsLost => false;

    /// <inheritdoc/>
    public bool NeedsLevels => true;

    /// <summary>Textures that are stored now.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>Memory that they take.</summary>
    public long SizeInBytes => Volatile.Read(ref _bytes);

    /// <inheritdoc/>
    public IEnumerable<IStoredTexture?> Upload(TextureContent content)
    {
        ArgumentNullException.ThrowIfNull(content);
        var texture = new HostTexture(this, content);
        Interlocked.Add(ref _bytes, texture.SizeInBytes);
        Interlocked.Increment(ref _count);
        yield return texture;
    }

    internal void Forget(long bytes)
    {
        Interlocked.Add(ref _bytes, -bytes);
        Interlocked.Decrement(ref _count);
    }
}
