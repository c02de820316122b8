namespace Scumble.Sampling;

/// <summary>How fractional timesteps become those that a network is told.</summary>
public enum TimestepRounding
{
    /// <summary>They stay fractional.</summary>
    None,

    /// <summary>To the nearest whole number, halves to even.</summary>
    Nearest,

    /// <summary>To the whole number below.</summary>
    Down,
}
