using Microsoft.ML.OnnxRuntime;
using Scumble.Diagnostics;
using Scumble.Inference;

namespace Scumble.Onnx;

/// <summary>One graph, opened by ONNX Runtime. Thread-safe.</summary>
public sealed class OnnxSession : IInferenceSession
{
    private readonly InferenceSession _session;
    private readonly OnnxBackendOptions? _cuda;

    private OnnxSession(string modelPath, InferenceSession session, OnnxBackendOptions? cuda)
    {
        (ModelPath, _session, _cuda) = (modelPath, session, cuda);
        Inputs = Ports(session.InputMetadata);
        Outputs = Ports(session.OutputMetadata);
    }

    /// <inheritdoc/>
    public string ModelPath { get; }

    /// <inheritdoc/>
    public IReadOnlyList<TensorPort> Inputs { get; }

    /// <inheritdoc/>
    public IReadOnlyList<TensorPort> Outputs { get; }

    /// <summary>Why runs on a CUDA stream are not captured as a CUDA graph, as far as it was tried; null if they are, or were not tried yet.</summary>
    public string? CaptureRefusal { get; internal set; }

    /// <inheritdoc/>
    public IInferenceBinding CreateBinding() => new OnnxBinding(this, _session, _cuda?.Stream, _cuda?.Cuda.Graphs == true);

    /// <inheritdoc/>
    public void Dispose() => _session.Dispose();

    internal InferenceSession Native => _session;

    /// <param name="modelPath">The graph's file.</param>
    /// <param name="options">Where and how it runs.</param>
    /// <param name="cuda">The settings, if it runs on the device cuda.</param>
    internal static OnnxSession Open(string modelPath, SessionOptions options, OnnxBackendOptions? cuda)
    {
        InferenceSession session;
        try
        {
            session = new InferenceSession(modelPath, options);
        }
        catch (Exception e) when (e is OnnxRuntimeException or DllNotFoundException or TypeInitializationException or EntryPointNotFoundException)
        {
            throw OnnxErrors.Opening(modelPath, e);
        }
        try
        {
            return new OnnxSession(modelPath, session, cuda);
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
