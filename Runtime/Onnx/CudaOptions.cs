namespace Scumble.Onnx;

/// <summary>Settings of ONNX Runtime's CUDA provider. Immutable.</summary>
public sealed record CudaOptions
{
    /// <summary>
    /// Whether runs on tensors of the device are captured as CUDA graphs: the third run and all later ones are one command.
    /// Costs the memory of a captured graph for each binding.
    /// </summary>
    public bool Graphs { get; init; } = true;

    /// <summary>Whether convolutions keep channels innermost, as tensor cores like them. The graph's transposes are paid once in a while.</summary>
    public bool Nhwc { get; init; }

    /// <summary>
    /// Whether a graph that keeps channels innermost, and brings them outermost for its convolutions alone, as the embedded model does, has these done innermost.
    /// </summary>
    public bool InnermostConvolutions { get; init; } = true;

    /// <summary>Whether products of float32 may round their factors to 10 bits of mantissa.</summary>
    public bool Tf32 { get; init; } = true;

    /// <summary>How the algorithm of each convolution is found.</summary>
    public CudnnSearch CudnnSearch { get; init; } = CudnnSearch.Heuristic;

    /// <summary>
    /// Whether a convolution's bias is added by its own kernel instead of a second, which makes the embedded model's materials 4 % faster. A graph of which cuDNN has no such kernel for one
    /// convolution fails when it runs, as Stable Diffusion 1.5's in float16 does.
    /// </summary>
    public bool FusedBias { get; init; }

    /// <summary>
    /// Which kernels attention that is one operation of a graph may take, as the provider's sdpa_kernel: a sum of 1 (flash), 2 (memory-efficient), 8 (cuDNN's), 16 (its steps one by one) and others.
    /// Null for the provider's own choice, which in float32 takes the steps one by one below 256 tokens; named kernels are taken at every length.
    /// </summary>
    public int? AttentionKernels { get; init; }

    /// <summary>How the arena of device memory grows.</summary>
    public ArenaStrategy ArenaStrategy { get; init; } = ArenaStrategy.SameAsRequested;

    /// <summary>The most device memory in bytes that one graph's arena may take; null for no limit.</summary>
    public long? MemoryLimitInBytes { get; init; }
}
