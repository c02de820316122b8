namespace Scumble.Imaging;

/// <summary>What the numbers of a renderer's normal picture mean. Immutable.</summary>
public sealed record NormalConvention
{
    /// <summary>Whether they are in the world's space; else in that of the camera's view matrix.</summary>
    public bool IsWorldSpace { get; init; } = true;

    /// <summary>Whether a component n is stored as (n + 1) / 2; else as it is.</summary>
    public bool IsEncoded { get; init; } = true;
}
