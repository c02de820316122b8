namespace Scumble.Nodes;

/// <summary>How much memory the pictures of a runner take.</summary>
internal sealed class MemoryMeter(long budget)
{
    /// <summary>The most, in bytes.</summary>
    public long Budget => budget;

    /// <summary>What is taken now, in bytes.</summary>
    public long Used
    {
        get;
        set => Peak = Math.Max(Peak, field = value);
    }

    /// <summary>The most that was taken at once, in bytes.</summary>
    public long Peak { get; private set; }
}
