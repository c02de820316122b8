namespace Scumble.Sampling;

/// <summary>How a guidance scale goes from its value at the first step to that at the last.</summary>
public enum GuidanceCurve
{
    /// <summary>Evenly.</summary>
    Linear,

    /// <summary>Along half a period of a cosine: slowly at both ends.</summary>
    Cosine,
}
