namespace Scumble.Studio;

/// <summary>What to write of a finished picture, and where.</summary>
internal sealed record ExportAsk
{
    /// <summary>The run's id.</summary>
    public required string Run { get; init; }

    /// <summary>The picture's index in it.</summary>
    public int Item { get; init; }

    /// <summary>What the files' names begin with.</summary>
    public required string Name { get; init; }

    /// <summary>A folder of the project; it is made where it is missing.</summary>
    public string Folder { get; init; } = "exports";

    /// <summary>The engine: plain, unity, unreal or godot.</summary>
    public string Preset { get; init; } = "plain";

    /// <summary>The files to write, by their suffixes; all where it is left out.</summary>
    public IReadOnlyList<string>? Files { get; init; }

    /// <summary>The longest edge in pixels; as it was made where it is left out.</summary>
    public int? Size { get; init; }

    /// <summary>Which way green points in normals; as the engine wants it where it is left out.</summary>
    public NormalMapFormat? Normals { get; init; }

    /// <summary>Whether files of these names may be replaced; without it they are refused, and nothing is written.</summary>
    public bool Overwrite { get; init; }

    /// <summary>Bits of the height map, 8 or 16.</summary>
    public int HeightBits { get; init; } = 16;
}
