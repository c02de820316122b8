using Scumble.Diagnostics;

namespace Scumble.Nodes;

/// <summary>Results of nodes by their keys. What no run needs goes, the longest unused first, when memory is wanted. One thread.</summary>
internal sealed class ValueCache(MemoryMeter meter)
{
    private readonly Dictionary<string, LinkedListNode<CachedResult>> _byKey = [];
    private readonly LinkedList<CachedResult> _byUse = new();

    /// <summary>The result under a key, now the latest used, or null.</summary>
    public CachedResult? Find(string key)
    {
        if (!_byKey.TryGetValue(key, out var place)) return null;
        _byUse.Remove(place);
        _byUse.AddLast(place);
        return place.Value;
    }

    /// <summary>Keeps a result, whose pictures it holds from now on.</summary>
    public CachedResult Add(CachedResult result)
    {
        _byKey.Add(result.Key, _byUse.AddLast(result));
        return result;
    }

    /// <summary>Makes room for a new picture.</summary>
    /// <exception cref="ScumbleException">What is in use leaves too little.</exception>
    public void MakeRoom(long bytes)
    {
        for (var place = _byUse.First; place is not null && meter.Used + bytes > meter.Budget;)
        {
            var next = place.Next;
            if (place.Value.Pins == 0) Remove(place);
            place = next;
        }
        if (meter.Used + bytes > meter.Budget)
            throw new ScumbleException($"The pictures in use take {meter.Used >> 20} MiB, and {bytes >> 20} MiB more are over the budget of {meter.Budget >> 20} MiB.",
                "Make the graph's pictures smaller, or give the runner more memory.");
    }

    /// <summary>Lets go of everything.</summary>
    public void Clear()
    {
        while (_byUse.First is { } place) Remove(place);
    }

    private void Remove(LinkedListNode<CachedResult> place)
    {
        _byUse.Remove(place);
        _byKey.Remove(place.Value.Key);
        foreach (var picture in place.Value.Values.Values.SelectMany(value => value.Pictures)) picture.Release();
    }
}
