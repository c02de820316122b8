using Scumble.Inference;
using Scumble.Tensors;

namespace Scumble.Tests.Fixtures;

/// <summary>A text encoder without a graph: each embedding is the prompt's ids, and runs are counted.</summary>
/// <param name="length">Tokens of a window.</param>
/// <param name="takesMask">Whether it takes a mask, and adds <see cref="MaskWeight"/> to the ids that count.</param>
public sealed class CountingTextSession(int length, bool takesMask = false) : IInferenceSession
{
    public const int MaskWeight = 1000;

    /// <summary>Runs so far.</summary>
    public int Runs { get; private set; }

    public string ModelPath => "counting";

    public IReadOnlyList<TensorPort> Inputs { get; } =
        [new("input_ids", ElementType.Int64, [-1, length]), .. takesMask ? [new("attention_mask", ElementType.Int64, [-1, length])] : Array.Empty<TensorPort>()];

    public IReadOnlyList<TensorPort> Outputs { get; } = [new("last_hidden_state", ElementType.Float32, [-1, length, 1])];

    public IInferenceBinding CreateBinding() => new Binding(this);

    public void Dispose()
    {
    }

    private sealed class Binding(CountingTextSession owner) : IInferenceBinding
    {
        private CpuTensor<long>? _ids;
        private CpuTensor<long>? _mask;
        private CpuTensor<float>? _hidden;

        public void BindInput(string name, Tensor tensor)
        {
            if (name == "attention_mask") _mask = (CpuTensor<long>)tensor;
            else _ids = (CpuTensor<long>)tensor;
        }

        public void BindOutput(string name, Tensor tensor) => _hidden = (CpuTensor<float>)tensor;

        public void Run(CancellationToken cancellation = default)
        {
            owner.Runs++;
            for (var i = 0; i < _ids!.Span.Length; i++) _hidden!.Span[i] = _ids.Span[i] + (_mask is null ? 0 : MaskWeight * _mask.Span[i]);
        }

        public void Dispose()
        {
        }
    }
}
