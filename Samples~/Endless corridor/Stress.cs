using Scumble.Diagnostics;
using Scumble.Service;

namespace EndlessCorridor;

/// <summary>Many materials of rooms far ahead, asked for at once and in any order, and what must hold of them: all come, the nearer first, and within the memory.</summary>
internal sealed class Stress : IDisposable
{
    private readonly TextureHandle[] _byAge; // the oldest request first
    private readonly Dictionary<TextureHandle, int> _rooms = [];
    private readonly List<TextureHandle> _waiting;
    private long _mostBytes;
    private int _outOfTurn;

    /// <param name="count">How many.</param>
    /// <param name="ask">Asks for a room's material; given the room's distance.</param>
    public Stress(int count, Func<int, TextureHandle> ask)
    {
        int[] rooms = [.. Enumerable.Range(0, count)];
        new Random(1).Shuffle(rooms);
        _byAge = [.. rooms.Select(ask)];
        foreach (var (handle, room) in _byAge.Zip(rooms)) _rooms.Add(handle, room);

        // What was begun while the others were still being asked for had no order yet.
        _waiting = [.. _byAge.Where(handle => handle.State == HandleState.Waiting)];
    }

    public IReadOnlyList<TextureHandle> Handles => _byAge;

    /// <summary>Whether all have ended, well or not.</summary>
    public bool IsOver => _byAge.All(handle => handle.State is HandleState.Ready or HandleState.Failed);

    /// <summary>After a frame's pump: what began since the frame before was the nearest that waited, or the one that had waited longest, whose turn is every eighth.</summary>
    public void Look(ServiceStatistics now)
    {
        _mostBytes = Math.Max(_mostBytes, now.TextureBytes);
        TextureHandle[] begun = [.. _waiting.Where(handle => handle.State != HandleState.Waiting)];
        foreach (var handle in begun)
        {
            var left = _waiting.Where(other => other == handle || !begun.Contains(other));
            if (handle != left.First() && handle != left.MinBy(other => _rooms[other])) _outOfTurn++;
        }
        _waiting.RemoveAll(begun.Contains);
    }

    /// <summary>Says how it went.</summary>
    /// <param name="waited">Frames that waited for a generation.</param>
    /// <param name="mostBytes">What textures may take.</param>
    /// <exception cref="ScumbleException">Something did not hold.</exception>
    public void Require(int waited, long mostBytes)
    {
        var ready = _byAge.Count(handle => handle.State == HandleState.Ready);
        var found = FormattableString.Invariant(
            $"stress: {ready} of {_byAge.Length} came, {_outOfTurn} of them out of turn, {waited} frames waited, textures took {_mostBytes / 1048576.0:0.0} of {mostBytes / 1048576.0:0.0} MiB");
        if (ready < _byAge.Length || _outOfTurn > 0 || waited > 0 || _mostBytes > mostBytes) throw new ScumbleException(found, "All must come, the nearer first, and no frame may wait.");
        Console.WriteLine(found);
    }

    public void Dispose()
    {
        foreach (var handle in _byAge) handle.Dispose();
    }
}
