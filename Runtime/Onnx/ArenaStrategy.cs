namespace Scumble.Onnx;

/// <summary>How an arena of device memory grows.</summary>
public enum ArenaStrategy
{
    /// <summary>By what is asked for.</summary>
    SameAsRequested,

    /// <summary>By powers of two: fewer allocations, more memory.</summary>
    NextPowerOfTwo,
}
