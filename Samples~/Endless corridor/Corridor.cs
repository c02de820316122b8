using Scumble.Service;
using Scumble.Stages;

namespace EndlessCorridor;

/// <summary>The rooms in view, with materials by name and seed: asked for as they come into view, the nearer first, let go of when they are behind. All about the service's use is here.</summary>
internal sealed class Corridor : IDisposable
{
    private const int RoomsAhead = 5, RoomsBehind = 1, FirstOfStress = 1000;

    private static readonly string[] Floors = ["oak planks", "grey cobblestone", "cracked dry mud", "white marble tiles", "mossy cobblestone, wet", "dark slate tiles"];
    private static readonly string[] Walls = ["red brick wall", "rough concrete", "rusty metal plates", "white plaster", "sandstone blocks", "blue tiles"];
    private static readonly string[] Crates = ["woven wicker", "hammered gold", "scratched steel", "pine wood", "green copper", "leather"];

    private readonly TextureService _service;
    private readonly CorridorOptions _options;
    private readonly SortedDictionary<int, Room> _rooms = [];

    public Corridor(TextureService service, CorridorOptions options)
    {
        (_service, _options) = (service, options);
        if (options.StressCount > 0) Stress = new Stress(options.StressCount, room => Ask(Walls, FirstOfStress + room, -RoomsAhead - 1 - room));
    }

    /// <summary>The many that were asked for at once, or null.</summary>
    public Stress? Stress { get; }

    /// <summary>The rooms in view, the nearest first.</summary>
    public IEnumerable<Room> Rooms => _rooms.Values;

    /// <summary>Textures that are whole, and those that were asked for, of all that somebody holds.</summary>
    public (int Ready, int Count) Progress => (All.Count(handle => handle.State == HandleState.Ready), All.Count());

    /// <summary>Whether all that is in view is whole, or cannot be, and so with the stress.</summary>
    public bool IsWhole => Stress is not { IsOver: false } && _rooms.Values.SelectMany(room => room.Handles).All(handle => handle.State is HandleState.Ready or HandleState.Failed);

    /// <summary>What went wrong, or null.</summary>
    public string? Error => All.Select(handle => handle.Error?.Message).FirstOrDefault(message => message is not null);

    private IEnumerable<TextureHandle> All => _rooms.Values.SelectMany(room => room.Handles).Concat(Stress?.Handles ?? []);

    /// <summary>Before a frame: the walker is at this place.</summary>
    public void Look(float z)
    {
        var here = Math.Max(0, (int)(-z / RoomMesh.Length));
        foreach (var gone in _rooms.Keys.Where(index => index < here - RoomsBehind || index > here + RoomsAhead).ToArray())
        {
            _rooms[gone].Dispose();
            _rooms.Remove(gone);
        }
        for (var i = Math.Max(0, here - RoomsBehind); i <= here + RoomsAhead; i++)
        {
            if (!_rooms.TryGetValue(i, out var room)) _rooms.Add(i, room = new Room(i, Ask(Floors, i, 0), Ask(Walls, i, 0), Ask(Crates, i, 0)));
            foreach (var handle in room.Handles) handle.Priority = -Math.Abs(i - here);
        }
    }

    public void Dispose()
    {
        foreach (var room in _rooms.Values) room.Dispose();
        Stress?.Dispose();
    }

    // Every room has its own, and on every walk the same.
    private TextureHandle Ask(string[] names, int index, double priority) => _service.Request(new TextureRequest
    {
        Prompt = names[(index * 5 + names[0].Length) % names.Length],
        Seed = _options.Seed + (ulong)index,
        Width = _options.Size,
        Height = _options.Size,
        Steps = _options.Steps,
    }, priority);
}
