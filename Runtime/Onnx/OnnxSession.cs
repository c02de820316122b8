using Microsoft.ML.OnnxRuntime;
using Scumble.Diagnostics;
using Scumble.Graphs;
using Scumble.Inference;
using Scumble.Tensors;

namespace Scumble.Onnx;

/// <summary>One graph, opened by ONNX Runtime. Thread-safe.</summary>
public sealed class OnnxSession : IInferenceSession
{
    private readonly InferenceSession _session;
    private readonly OnnxBackendOptions? _cuda;

    // Where weights are looked for whose graph is opened from memory.
    private const string WeightsFolder = "session.model_external_initializers_file_folder_path";

    private OnnxSession(GraphSource source, InferenceSession session, OnnxBackendOptions? cuda)
    {
        (Source, _session, _cuda) = (source, session, cuda);
        Inputs = Ports(session.InputMetadata);
        Outputs = Ports(session.OutputMetadata);
    }

    /// <inheritdoc/>
    public string ModelPath => Source.Path;

    /// <summary>The graph's file, and what was changed in it.</summary>
    public GraphSource Source { get; }

    /// <inheritdoc/>
    public IReadOnlyList<TensorPort> Inputs { get; }

    /// <inheritdoc/>
    public IReadOnlyList<TensorPort> Outputs { get; }

    /// <summary>Why runs on a CUDA stream are not captured as a CUDA graph, as far as it was tried; null if they are, or were not tried yet.</summary>
    public string? CaptureRefusal { get; internal set; }

    /// <inheritdoc/>
    public IInferenceBinding CreateBinding() => new OnnxBinding(this, _session, _cuda?.Stream, _cuda?.Cuda.Graphs == true);

    /// <summary>Waits for what runs left on the stream, and closes the graph: the runtime calls back into it when the device comes there, to give back memory.</summary>
    public void Dispose()
    {
        _cuda?.Stream?.Drain();
        _session.Dispose();
    }

    internal InferenceSession Native => _session;

    /// <summary>Opens a graph. The caller disposes it.</summary>
    /// <param name="source">The graph.</param>
    /// <param name="options">Where and how it runs; changed where the graph is opened from memory, so for this graph alone.</param>
    internal static InferenceSession OpenNative(GraphSource source, SessionOptions options)
    {
        if (source.Rewrites.Count == 0) return new InferenceSession(source.Path, options);
        options.AddSessionConfigEntry(WeightsFolder, source.Folder);
        return new InferenceSession(source.ToArray(), options);
    }

    /// <param name="source">The graph.</param>
    /// <param name="options">Where and how it runs.</param>
    /// <param name="cuda">The settings, if it runs on the device cuda.</param>
    internal static OnnxSession Open(GraphSource source, SessionOptions options, OnnxBackendOptions? cuda)
    {
        InferenceSession session;
        try
        {
            var isChanged = cuda?.Cuda.InnermostConvolutions == true && InnermostConvolutions.IsFor(source);
            session = OpenNative(isChanged ? new GraphSource(source.Path, [.. source.Rewrites, new InnermostConvolutions()]) : source, options);
        }
        catch (Exception e) when (e is OnnxRuntimeException or DllNotFoundException or TypeInitializationException or EntryPointNotFoundException)
        {
            throw OnnxErrors.Opening(source.Path, e);
        }
        try
        {
            return new OnnxSession(source, session, cuda);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    private TensorPort[] Ports(IReadOnlyDictionary<string, NodeMetadata> nodes) =>
        [.. nodes.Select(node => new TensorPort(node.Key, OnnxElementTypes.Ours(node.Value.ElementDataType)
            ?? throw new ScumbleException($"'{ModelPath}': '{node.Key}' has elements of type {node.Value.ElementDataType}, which are not supported.",
                "Export the model with float32, float16 or integer inputs and outputs."), node.Value.Dimensions))];
}
