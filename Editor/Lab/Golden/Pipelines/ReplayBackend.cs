using Scumble.Graphs;
using Scumble.Inference;
using Scumble.Onnx;
using Scumble.Tensors;

namespace Scumble.Lab;

/// <summary>Runs graphs with recorded noise, and keeps what each took and gave, call by call.</summary>
/// <param name="noise">The recorded noise.</param>
internal sealed class ReplayBackend(RecordedDraws noise) : IInferenceBackend
{
    private readonly OnnxBackend _inner = OnnxBackend.Create("cpu");
    private readonly List<ReplayedCall> _calls = [];

    public BackendChoice Choice => _inner.Choice;

    public ITensorOps Ops { get; } = new CpuTensorOps(noise);

    /// <summary>The calls of a graph so far.</summary>
    public IReadOnlyList<ReplayedCall> CallsOf(string modelPath) => [.. _calls.Where(call => call.ModelPath == modelPath)];

    public IInferenceSession Open(GraphSource source) => new Session(this, _inner.Open(source));

    public void Dispose() => _inner.Dispose();

    private sealed class Session(ReplayBackend owner, IInferenceSession inner) : IInferenceSession
    {
        public string ModelPath => inner.ModelPath;

        public IReadOnlyList<TensorPort> Inputs => inner.Inputs;

        public IReadOnlyList<TensorPort> Outputs => inner.Outputs;

        public IInferenceBinding CreateBinding() => new Binding(owner, inner.ModelPath, inner.CreateBinding());

        public void Dispose() => inner.Dispose();
    }

    private sealed class Binding(ReplayBackend owner, string modelPath, IInferenceBinding inner) : IInferenceBinding
    {
        private readonly Dictionary<string, Tensor> _bound = [];

        public void BindInput(string name, Tensor tensor)
        {
            inner.BindInput(name, tensor);
            _bound[name] = tensor;
        }

        public void BindOutput(string name, Tensor tensor)
        {
            inner.BindOutput(name, tensor);
            // A name that goes in and out ("sample") is looked up as the output by its own key.
            _bound[ReplayedCall.OutputKey(name)] = tensor;
        }

        public void Run(CancellationToken cancellation = default)
        {
            inner.Run(cancellation);
            owner._calls.Add(new ReplayedCall(modelPath, _bound.ToDictionary(pair => pair.Key, pair => ReplayedCall.Copy(pair.Value))));
        }

        public void Dispose() => inner.Dispose();
    }
}
