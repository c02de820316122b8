using Scumble.Graphs;
using Scumble.Inference;
using Scumble.Onnx;
using Scumble.Tensors;

namespace Scumble.Tests.Fixtures;

/// <summary>Runs graphs, and remembers which are open and which ran.</summary>
public sealed class CountingBackend : IInferenceBackend
{
    private readonly OnnxBackend _inner = OnnxBackend.Create("cpu");
    private readonly List<GraphSource> _open = [];

    /// <summary>The graphs that are open now.</summary>
    public IReadOnlyList<GraphSource> Open => _open;

    /// <summary>Each set of graphs that was open at once.</summary>
    public List<GraphSource[]> Sets { get; } = [];

    /// <summary>The folder's name of every graph that ran, in order.</summary>
    public List<string> Runs { get; } = [];

    /// <summary>The folder's name of every graph that something was bound to, in order.</summary>
    public List<string> Bindings { get; } = [];

    /// <summary>What each graph took at its last run, by "folder/input"; Float32 only.</summary>
    public Dictionary<string, float[]> Taken { get; } = [];

    public BackendChoice Choice => _inner.Choice;

    public ITensorOps Ops => _inner.Ops;

    IInferenceSession IInferenceBackend.Open(GraphSource source)
    {
        var session = _inner.Open(source);
        lock (_open)
        {
            _open.Add(source);
            Sets.Add([.. _open]);
        }
        return new Session(this, source, session);
    }

    public void Dispose() => _inner.Dispose();

    private sealed class Session(CountingBackend owner, GraphSource source, IInferenceSession inner) : IInferenceSession
    {
        public string ModelPath => inner.ModelPath;

        public IReadOnlyList<TensorPort> Inputs => inner.Inputs;

        public IReadOnlyList<TensorPort> Outputs => inner.Outputs;

        public IInferenceBinding CreateBinding()
        {
            var name = Path.GetFileName(Path.GetDirectoryName(ModelPath)!);
            owner.Bindings.Add(name);
            return new Binding(owner, name, inner.CreateBinding());
        }

        public void Dispose()
        {
            lock (owner._open) owner._open.Remove(source);
            inner.Dispose();
        }
    }

    private sealed class Binding(CountingBackend owner, string name, IInferenceBinding inner) : IInferenceBinding
    {
        private readonly Dictionary<string, CpuTensor<float>> _inputs = [];

        public void BindInput(string port, Tensor tensor)
        {
            inner.BindInput(port, tensor);
            if (tensor is CpuTensor<float> floats) _inputs[port] = floats;
        }

        public void BindOutput(string port, Tensor tensor) => inner.BindOutput(port, tensor);

        public void Run()
        {
            owner.Runs.Add(name);
            foreach (var (port, tensor) in _inputs) owner.Taken[$"{name}/{port}"] = tensor.Span.ToArray();
            inner.Run();
        }

        public void Dispose() => inner.Dispose();
    }
}
