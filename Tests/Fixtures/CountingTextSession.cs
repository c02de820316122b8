using Scumble.Inference;
using Scumble.Tensors;

namespace Scumble.Tests.Fixtures;

/// <summary>A text encoder without a graph: each embedding is the prompt's ids, and runs are counted.</summary>
public sealed class CountingTextSession(int length) : IInferenceSession
{
    /// <summary>Runs so far.</summary>
    public int Runs { get; private set; }

    public string ModelPath => "counting";

    public IReadOnlyList<TensorPort> Inputs { get; } = [new("input_ids", ElementType.Int64, [-1, length])];

    public IReadOnlyList<TensorPort> Outputs { get; } = [new("last_hidden_state", ElementType.Float32, [-1, length, 1])];

    public IInferenceBinding CreateBinding() => new Binding(this);

    public void Dispose()
    {
    }

    private sealed class Binding(CountingTextSession owner) : IInferenceBinding
    {
        private CpuTensor<long>? _ids;
        private CpuTensor<float>? _hidden;

        public void BindInput(string name, Tensor tensor) => _ids = (CpuTensor<long>)tensor;

        public void BindOutput(string name, Tensor tensor) => _hidden = (CpuTensor<float>)tensor;

        public void Run(CancellationToken cancellation = default)
        {
            owner.Runs++;
            for (var i = 0; i < _ids!.Span.Length; i++) _hidden!.Span[i] = _ids.Span[i];
        }

        public void Dispose()
        {
        }
    }
}
