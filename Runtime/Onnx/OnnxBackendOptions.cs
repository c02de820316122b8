namespace Scumble.Onnx;

/// <summary>Settings of <see cref="OnnxBackend"/>.</summary>
public sealed record OnnxBackendOptions
{
    /// <summary>Threads of one run; null for one per physical core.</summary>
    public int? Threads { get; init; }

    /// <summary>
    /// Whether threads spin while they wait for work. Faster on an idle machine (about a third for graphs below a millisecond),
    /// twice as slow where other processes want the same cores; off by default, for a renderer always wants them.
    /// </summary>
    public bool Spinning { get; init; }
}
