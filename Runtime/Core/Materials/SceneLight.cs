using System.Numerics;

namespace Scumble.Materials;

/// <summary>A sun and a sky, in linear light. Immutable.</summary>
public sealed record SceneLight
{
    /// <summary>Towards the sun, in the world's space; any length but 0.</summary>
    public Vector3 Sun { get; init; } = new(-0.45f, 0.75f, 0.5f);

    /// <summary>The sun's colour times its strength.</summary>
    public Vector3 SunColour { get; init; } = new(2.3f, 2.1f, 1.8f);

    /// <summary>What comes from above.</summary>
    public Vector3 Sky { get; init; } = new(0.55f, 0.65f, 0.8f);

    /// <summary>What comes from below.</summary>
    public Vector3 Ground { get; init; } = new(0.25f, 0.22f, 0.2f);

    /// <summary>What is seen where nothing was drawn.</summary>
    public Vector3 Background { get; init; } = new(0.6f, 0.72f, 0.85f);
}
