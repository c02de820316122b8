namespace Scumble.Service;

/// <summary>
/// The textures that are stored, within a budget: those in use stay, of the others the least recently used go first. Guarded by the service's lock; textures are
/// disposed by the thread of the pump alone, which takes them from <see cref="TakeDropped"/>.
/// </summary>
/// <param name="budgetInBytes">For all of them.</param>
internal sealed class Residents(long budgetInBytes)
{
    private readonly Dictionary<string, Resident> _byIdentity = [];
    private readonly Dictionary<string, Resident> _byKey = [];
    private readonly HashSet<Resident> _all = [];
    private readonly List<IStoredTexture> _dropped = [];
    private long _uses;

    /// <summary>Memory of all textures.</summary>
    public long SizeInBytes { get; private set; }

    public int Count => _all.Count;

    public Resident? ByKey(string key) => _byKey.GetValueOrDefault(key);

    public Resident? ByIdentity(string identity) => _byIdentity.GetValueOrDefault(identity);

    /// <summary>Takes a texture that was just stored, with one reference of the caller's.</summary>
    public Resident Add(IStoredTexture texture, string? identity)
    {
        var resident = new Resident(texture, identity) { References = 1 };
        _all.Add(resident);
        SizeInBytes += texture.SizeInBytes;
        if (identity is not null) _byIdentity.Add(identity, resident);
        return resident;
    }

    /// <summary>From now on the request of this key is answered by it.</summary>
    public void Answer(string key, Resident resident)
    {
        if (_byKey.TryGetValue(key, out var before)) before.Keys.Remove(key);
        _byKey[key] = resident;
        resident.Keys.Add(key);
    }

    public void Release(Resident resident)
    {
        resident.LastUse = ++_uses;
        if (--resident.References == 0 && resident.Identity is null) Drop(resident);
    }

    /// <summary>Drops what nobody uses until so many more bytes fit.</summary>
    /// <returns>Whether they do.</returns>
    public bool MakeRoom(long bytes)
    {
        if (SizeInBytes + bytes <= budgetInBytes) return true;
        foreach (var resident in _all.Where(resident => resident.References == 0).OrderBy(resident => resident.LastUse).ToArray())
        {
            Drop(resident);
            if (SizeInBytes + bytes <= budgetInBytes) return true;
        }
        return false;
    }

    /// <summary>Drops all that nobody uses.</summary>
    public void Clear()
    {
        foreach (var resident in _all.Where(resident => resident.References == 0).ToArray()) Drop(resident);
    }

    /// <summary>Drops everything, whoever uses it: the device is gone.</summary>
    public void Lose()
    {
        foreach (var resident in _all.ToArray()) Drop(resident);
    }

    /// <summary>Whether it is still stored.</summary>
    public bool Has(Resident resident) => _all.Contains(resident);

    /// <summary>The textures that were dropped since the last call; the caller disposes them.</summary>
    public IStoredTexture[] TakeDropped()
    {
        if (_dropped.Count == 0) return [];
        IStoredTexture[] dropped = [.. _dropped];
        _dropped.Clear();
        return dropped;
    }

    private void Drop(Resident resident)
    {
        if (!_all.Remove(resident)) return;
        SizeInBytes -= resident.Texture.SizeInBytes;
        if (resident.Identity is { } identity) _byIdentity.Remove(identity);
        foreach (var key in resident.Keys) _byKey.Remove(key);
        _dropped.Add(resident.Texture);
    }
}
