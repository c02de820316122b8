using Scumble.Cuda;

namespace Scumble.Onnx;

/// <summary>Settings of <see cref="OnnxBackend"/>. Immutable.</summary>
public sealed record OnnxBackendOptions
{
    /// <summary>Threads of one run; null for one per physical core.</summary>
    public int? Threads { get; init; }

    /// <summary>
    /// Whether threads spin while they wait for work. Faster on an idle machine (about a third for graphs below a millisecond),
    /// twice as slow where other processes want the same cores; off by default, for a renderer always wants them.
    /// </summary>
    public bool Spinning { get; init; }

    /// <summary>Settings of the device cuda.</summary>
    public CudaOptions Cuda { get; init; } = new();

    /// <summary>
    /// The stream, and with it the device, that cuda runs on: then runs on tensors of that device only enqueue. Null for the first
    /// device and a stream of the runtime's own. Not owned; disposed after the sessions.
    /// </summary>
    public CudaStream? Stream { get; init; }

    /// <summary>
    /// The file of the native ONNX Runtime; null for the environment variable SCUMBLE_ONNXRUNTIME, or else the one beside the program. One for the
    /// whole process: the first that is used counts.
    /// </summary>
    public string? NativeLibrary { get; init; }

    /// <summary>
    /// Whether ONNX Runtime may report to its maker: where it can, it writes a device id and a database of events (the program's path, processor,
    /// system) below the home folder's cache and sends them over the network. Off by default. One for the whole process: the first backend counts.
    /// </summary>
    public bool Telemetry { get; init; }
}
