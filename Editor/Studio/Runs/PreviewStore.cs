using System.Collections.Concurrent;

namespace Scumble.Studio;

/// <summary>Pictures of what is not done yet, PNG files in memory, at most one for each picture of a run. Any thread.</summary>
internal sealed class PreviewStore
{
    private readonly ConcurrentDictionary<(string Run, string Name), byte[]> _files = [];

    /// <summary>Keeps the newest.</summary>
    /// <param name="run">The run's id.</param>
    /// <param name="name">An item's index or a node's id.</param>
    /// <param name="file">The whole PNG file.</param>
    public void Set(string run, string name, byte[] file) => _files[(run, name)] = file;

    /// <summary>The newest, or null.</summary>
    public byte[]? Find(string run, string name) => _files.GetValueOrDefault((run, name));

    /// <summary>Forgets those of a run.</summary>
    public void Drop(string run)
    {
        foreach (var key in _files.Keys.Where(key => key.Run == run)) _files.TryRemove(key, out _);
    }
}
