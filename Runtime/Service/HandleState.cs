namespace Scumble.Service;

/// <summary>What has become of a request.</summary>
public enum HandleState
{
    /// <summary>It waits for its turn.</summary>
    Waiting,

    /// <summary>It is being made, read from a cache, or brought to where the renderer samples it.</summary>
    Running,

    /// <summary>Its texture is there.</summary>
    Ready,

    /// <summary>It cannot be made; <see cref="TextureHandle.Error"/> says why.</summary>
    Failed,

    /// <summary>It was cancelled, or let go of.</summary>
    Cancelled,
}
