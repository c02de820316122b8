namespace Scumble.Service;

/// <summary>A stored texture and who uses it. Guarded by the service's lock.</summary>
/// <param name="texture">The texture.</param>
/// <param name="identity">What it is, and how much of it; null for previews, which nobody finds again.</param>
internal sealed class Resident(IStoredTexture texture, string? identity)
{
    public IStoredTexture Texture => texture;

    public string? Identity => identity;

    /// <summary>Handles and jobs that show it; it is not dropped while there are any.</summary>
    public int References { get; set; }

    /// <summary>When it was let go of last: the smaller, the longer ago.</summary>
    public long LastUse { get; set; }

    /// <summary>The keys of requests that it answers.</summary>
    public HashSet<string> Keys { get; } = [];
}
