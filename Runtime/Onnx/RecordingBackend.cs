using Scumble.Graphs;
using Scumble.Inference;
using Scumble.Tensors;

namespace Scumble.Onnx;

/// <summary>
/// Passes everything on to another backend, and writes down which graph ran on which shapes while it is asked to. One
/// generation at a time; opening is thread-safe.
/// </summary>
/// <param name="inner">Does the work; owned.</param>
public sealed class RecordingBackend(OnnxBackend inner) : IInferenceBackend
{
    private List<GraphCall>? _calls;

    /// <inheritdoc/>
    public BackendChoice Choice => inner.Choice;

    /// <inheritdoc/>
    public ITensorOps Ops => inner.Ops;

    /// <summary>Begins to write down.</summary>
    public void Begin() => _calls = [];

    /// <summary>Ends, and returns the calls in their order. They hold sessions of this backend's users and live as long.</summary>
    /// <exception cref="InvalidOperationException"><see cref="Begin"/> was not called.</exception>
    public IReadOnlyList<GraphCall> End()
    {
        var calls = _calls ?? throw new InvalidOperationException("Nothing was being recorded.");
        _calls = null;
        return calls;
    }

    /// <inheritdoc/>
    public IInferenceSession Open(GraphSource source) => new Session(this, inner.Open(source));

    /// <summary>Disposes the inner backend.</summary>
    public void Dispose() => inner.Dispose();

    private sealed class Session(RecordingBackend owner, IInferenceSession inner) : IInferenceSession
    {
        public string ModelPath => inner.ModelPath;

        public IReadOnlyList<TensorPort> Inputs => inner.Inputs;

        public IReadOnlyList<TensorPort> Outputs => inner.Outputs;

        public IInferenceBinding CreateBinding() => new Binding(owner, (OnnxSession)inner);

        public void Dispose() => inner.Dispose();
    }

    private sealed class Binding(RecordingBackend owner, OnnxSession session) : IInferenceBinding
    {
        private readonly IInferenceBinding _inner = session.CreateBinding();
        private readonly SortedDictionary<string, Tensor> _inputs = new(StringComparer.Ordinal);

        public void BindInput(string name, Tensor tensor)
        {
            _inner.BindInput(name, tensor);
            _inputs[name] = tensor;
        }

        public void BindOutput(string name, Tensor tensor) => _inner.BindOutput(name, tensor);

        public void Run(CancellationToken cancellation = default)
        {
            _inner.Run(cancellation);
            owner._calls?.Add(new GraphCall(session, [.. _inputs.Select(input => (input.Key, input.Value.ElementType, input.Value.Shape))]));
        }

        public void Dispose() => _inner.Dispose();
    }
}
