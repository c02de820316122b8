using Microsoft.ML.OnnxRuntime;
using Scumble.Diagnostics;
using Scumble.Inference;

namespace Scumble.Onnx;

/// <summary>One graph, opened by ONNX Runtime. Thread-safe.</summary>
public sealed class OnnxSession : IInferenceSession
{
    private readonly InferenceSession _session;

    private OnnxSession(string modelPath, InferenceSession session)
    {
        (ModelPath, _session) = (modelPath, session);
        Inputs = Ports(session.InputMetadata);
        Outputs = Ports(session.OutputMetadata);
    }

    /// <inheritdoc/>
    public string ModelPath { get; }

    /// <inheritdoc/>
    public IReadOnlyList<TensorPort> Inputs { get; }

    /// <inheritdoc/>
    public IReadOnlyList<TensorPort> Outputs { get; }

    /// <inheritdoc/>
    public IInferenceBinding CreateBinding() => new OnnxBinding(this, _session);

    /// <inheritdoc/>
    public void Dispose() => _session.Dispose();

    internal InferenceSession Native => _session;

    internal static OnnxSession Open(string modelPath, SessionOptions options)
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
            return new OnnxSession(modelPath, session);
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
