using Scumble.Inference;
using Scumble.Tensors;

namespace Scumble.Tests.Fixtures;

/// <summary>An autoencoder's decoder without a graph: each latent place becomes a square of its value, plus what its neighbours to the right make of it.</summary>
public sealed class EnlargingSession(int factor) : IInferenceSession
{
    /// <summary>The largest latent that was decoded at once, in places.</summary>
    public int Largest { get; private set; }

    public string ModelPath => "enlarging";

    public IReadOnlyList<TensorPort> Inputs { get; } = [new("latent_sample", ElementType.Float32, [-1, 1, -1, -1])];

    public IReadOnlyList<TensorPort> Outputs { get; } = [new("sample", ElementType.Float32, [-1, 1, -1, -1])];

    public IInferenceBinding CreateBinding() => new Binding(this, factor);

    public void Dispose()
    {
    }

    private sealed class Binding(EnlargingSession owner, int factor) : IInferenceBinding
    {
        private CpuTensor<float>? _latent;
        private CpuTensor<float>? _sample;

        public void BindInput(string name, Tensor tensor) => _latent = (CpuTensor<float>)tensor;

        public void BindOutput(string name, Tensor tensor) => _sample = (CpuTensor<float>)tensor;

        public void Run(CancellationToken cancellation = default)
        {
            var width = _latent!.Shape[3];
            owner.Largest = Math.Max(owner.Largest, (int)_latent.Shape.ElementCount);
            for (var i = 0; i < _sample!.Span.Length; i++)
            {
                var (y, x) = (i / (width * factor) / factor, i % (width * factor) / factor);
                _sample.Span[i] = _latent.Span[(y * width) + x];
            }
        }

        public void Dispose()
        {
        }
    }
}
