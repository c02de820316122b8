using Scumble.Inference;
using Scumble.Tensors;

namespace Scumble.Tests.Fixtures;

/// <summary>A graph that is a function of what is bound, by name; shapes and types are checked as a runtime would.</summary>
public sealed class FakeSession(Action<IReadOnlyDictionary<string, Tensor>> run, params TensorPort[] ports) : IInferenceSession
{
    /// <summary>Names that begin with this are outputs.</summary>
    public const string OutputMark = ">";

    public string ModelPath => "fake/model.onnx";

    public IReadOnlyList<TensorPort> Inputs { get; } = [.. ports.Where(port => !port.Name.StartsWith(OutputMark, StringComparison.Ordinal))];

    public IReadOnlyList<TensorPort> Outputs { get; } =
        [.. ports.Where(port => port.Name.StartsWith(OutputMark, StringComparison.Ordinal)).Select(port => port with { Name = port.Name[OutputMark.Length..] })];

    /// <summary>Runs so far.</summary>
    public int Runs { get; private set; }

    /// <summary>Bindings that were created and not disposed.</summary>
    public int OpenBindings { get; private set; }

    public IInferenceBinding CreateBinding()
    {
        OpenBindings++;
        return new Binding(this, run);
    }

    public void Dispose()
    {
    }

    private sealed class Binding(FakeSession owner, Action<IReadOnlyDictionary<string, Tensor>> run) : IInferenceBinding
    {
        private readonly Dictionary<string, Tensor> _bound = [];

        public void BindInput(string name, Tensor tensor) => Bind(owner.Inputs, name, name, tensor);

        public void BindOutput(string name, Tensor tensor) => Bind(owner.Outputs, name, OutputMark + name, tensor);

        public void Run(CancellationToken cancellation = default)
        {
            owner.Runs++;
            run(_bound);
        }

        public void Dispose() => owner.OpenBindings--;

        private void Bind(IReadOnlyList<TensorPort> ports, string name, string key, Tensor tensor)
        {
            var port = ports.Single(port => port.Name == name);
            if (!port.Accepts(tensor.ElementType, tensor.Shape)) throw new ArgumentException($"{port} does not take {tensor.ElementType} {tensor.Shape}.");
            _bound[key] = tensor;
        }
    }
}
