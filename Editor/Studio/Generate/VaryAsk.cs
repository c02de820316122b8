namespace Scumble.Studio;

/// <summary>More like a picture.</summary>
internal sealed record VaryAsk
{
    /// <summary>How many, 1 to 16.</summary>
    public int Count { get; init; } = 4;

    /// <summary>How far they may go from it, above 0 to 1.</summary>
    public double Strength { get; init; } = 0.45;
}
