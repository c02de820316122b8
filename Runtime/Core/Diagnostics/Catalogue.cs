namespace Scumble.Diagnostics;

/// <summary>
/// Named things that add themselves. A partial static class holds one in a field without an initialiser and creates it in
/// its own <c>Add</c>, because initialisers of partial classes run in no promised order.
/// </summary>
/// <param name="noun">What an entry is called in messages, for example "sampler".</param>
public sealed class Catalogue<T>(string noun) where T : class
{
    private readonly SortedDictionary<string, T> _entries = new(StringComparer.Ordinal);

    /// <summary>All entries, ordered by id.</summary>
    public IReadOnlyCollection<T> All => _entries.Values;

    /// <summary>Adds an entry and returns it.</summary>
    /// <exception cref="ArgumentException">The id is taken.</exception>
    public T Add(string id, T entry)
    {
        _entries.Add(id, entry);
        return entry;
    }

    /// <summary>The entry with this id.</summary>
    /// <exception cref="ScumbleException">There is none; the hint names the nearest id, or all of them.</exception>
    public T Get(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        if (_entries.TryGetValue(id, out var entry)) return entry;
        var hint = NearestName.Find(id, _entries.Keys) is { } nearest
            ? $"Did you mean '{nearest}'?"
            : $"Known ids: {string.Join(", ", _entries.Keys)}.";
        throw new ScumbleException($"There is no {noun} '{id}'.", hint);
    }
}
