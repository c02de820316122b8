using System.Text.Json;

namespace Scumble.Studio;

/// <summary>What a client asks for: a texture request, and how to carry it out.</summary>
internal sealed record GenerateAsk
{
    /// <summary>A TextureRequest as recipes hold it: {"prompt": "...", "steps": 8, "tile": "XY"...}, without pictures.</summary>
    public required JsonElement Request { get; init; }

    /// <summary>How many pictures, with successive seeds, 1 to 16.</summary>
    public int Count { get; init; } = 1;

    /// <summary>The model's id; the default model where it is left out.</summary>
    public string? Model { get; init; }

    /// <summary>Of runs in one slot only the newest goes on; each ends as soon as the next is asked for.</summary>
    public string? Slot { get; init; }

    /// <summary>Whether what is forming is shown after each step; in a slot a large picture is drafted first instead, small and in few steps.</summary>
    public bool Preview { get; init; }

    /// <summary>A picture to start from, by its id.</summary>
    public string? Start { get; init; }

    /// <summary>A mask on it, by its id: white is made anew.</summary>
    public string? Mask { get; init; }

    /// <summary>Pictures that steer.</summary>
    public IReadOnlyList<ControlAsk> Controls { get; init; } = [];
}
