namespace Scumble.Studio;

/// <summary>
/// Small pictures of what is at work and of graphs' nodes, PNG files in memory: the newest of each, and of all together the last used. Those of runs that are over stay as long as
/// there is room: a page that has just heard of one may ask for it then. Any thread.
/// </summary>
internal sealed class PreviewStore
{
    /// <summary>The most that all of them take, in bytes.</summary>
    public const long MaxBytes = 64 << 20;

    private readonly Lock _lock = new();
    private readonly Dictionary<(string Run, string Name), LinkedListNode<((string Run, string Name) Key, byte[] File)>> _files = [];
    private readonly LinkedList<((string Run, string Name) Key, byte[] File)> _used = [];
    private long _bytes;

    /// <summary>Keeps the newest.</summary>
    /// <param name="run">The run's id.</param>
    /// <param name="name">An item's index or a node's id.</param>
    /// <param name="file">The whole PNG file.</param>
    public void Set(string run, string name, byte[] file)
    {
        lock (_lock)
        {
            Forget((run, name));
            _files[(run, name)] = _used.AddLast(((run, name), file));
            for (_bytes += file.Length; _bytes > MaxBytes && _used.First is { } oldest;) Forget(oldest.Value.Key);
        }
    }

    /// <summary>The newest, or null.</summary>
    public byte[]? Find(string run, string name)
    {
        lock (_lock)
        {
            if (!_files.TryGetValue((run, name), out var found)) return null;
            _used.Remove(found);
            _used.AddLast(found);
            return found.Value.File;
        }
    }

    private void Forget((string Run, string Name) key)
    {
        if (!_files.Remove(key, out var found)) return;
        _used.Remove(found);
        _bytes -= found.Value.File.Length;
    }
}
