namespace Scumble.Onnx;

/// <summary>How cuDNN's algorithm for a convolution is found, at its first run with a shape.</summary>
public enum CudnnSearch
{
    /// <summary>All are timed: the fastest runs, and the longest first one.</summary>
    Exhaustive,

    /// <summary>cuDNN's own guess.</summary>
    Heuristic,

    /// <summary>One fixed algorithm.</summary>
    Default,
}
