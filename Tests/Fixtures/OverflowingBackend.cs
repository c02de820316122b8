using Scumble.Graphs;
using Scumble.Inference;
using Scumble.Onnx;
using Scumble.Tensors;

namespace Scumble.Tests.Fixtures;

/// <summary>Runs graphs, and breaks one element of what one component gives from one of its runs on, as half precision does that overflows.</summary>
/// <param name="component">The name of the component's folder.</param>
/// <param name="run">Which run is the first, from 1.</param>
/// <param name="value">What stands in the element then.</param>
public sealed class OverflowingBackend(string component, int run, float value) : IInferenceBackend
{
    private readonly OnnxBackend _inner = OnnxBackend.Create("cpu");
    private int _runs;

    public BackendChoice Choice => _inner.Choice;

    public ITensorOps Ops => _inner.Ops;

    public IInferenceSession Open(GraphSource source) => new Session(this, _inner.Open(source));

    public void Dispose() => _inner.Dispose();

    private sealed class Session(OverflowingBackend owner, IInferenceSession inner) : IInferenceSession
    {
        public string ModelPath => inner.ModelPath;

        public IReadOnlyList<TensorPort> Inputs => inner.Inputs;

        public IReadOnlyList<TensorPort> Outputs => inner.Outputs;

        public IInferenceBinding CreateBinding() => new Binding(owner, Path.GetFileName(Path.GetDirectoryName(ModelPath)!), inner.CreateBinding());

        public void Dispose() => inner.Dispose();
    }

    private sealed class Binding(OverflowingBackend owner, string name, IInferenceBinding inner) : IInferenceBinding
    {
        private readonly Dictionary<string, CpuTensor<float>> _outputs = [];

        public void BindInput(string port, Tensor tensor) => inner.BindInput(port, tensor);

        public void BindOutput(string port, Tensor tensor)
        {
            inner.BindOutput(port, tensor);
            if (tensor is CpuTensor<float> floats) _outputs[port] = floats;
        }

        public void Run(CancellationToken cancellation = default)
        {
            inner.Run(cancellation);
            if (name != owner.Component || ++owner._runs < owner.First) return;
            foreach (var output in _outputs.Values) output.Span[0] = owner.Value;
        }

        public void Dispose() => inner.Dispose();
    }

    private string Component => component;

    private int First => run;

    private float Value => value;
}
