using LiveWindow;

namespace SceneToConcept;

/// <summary>What recorded input does in one frame.</summary>
internal sealed record ScriptFrame
{
    public IReadOnlyList<InputEvent> Events { get; init; } = [];

    /// <summary>Whether it comes only when nothing runs.</summary>
    public bool AwaitsIdle { get; init; }

    /// <summary>What the screen must say, whatever its case; null for nothing.</summary>
    public string? Expected { get; init; }

    /// <summary>Where the frame's picture goes, or null.</summary>
    public string? Shot { get; init; }

    /// <summary>The window's new size, or null.</summary>
    public (int Width, int Height)? Size { get; init; }
}
