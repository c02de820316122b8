using Scumble.Sampling;
using Scumble.Tensors;

namespace Scumble.Lab;

/// <summary>Adds to a denoiser what a network that learned variances says of them, as recorded: the second half of each item.</summary>
internal sealed class VarianceDenoiser(IDenoiser inner, GoldenCall[] calls, TensorShape shape) : IDenoiser, IDisposable
{
    private readonly CpuTensor<double> _variance = new(shape);
    private int _calls;

    public ForwardProcess Process => inner.Process;

    public Tensor? Noise => inner.Noise;

    public Tensor? Variance => _variance;

    public void Denoise(Tensor x, in DenoiseCall call, Tensor denoised)
    {
        inner.Denoise(x, call, denoised);
        var (recorded, items) = (calls[_calls++].Output, x.Shape[0]);
        var own = _variance.Span.Length / items;
        for (var i = 0; i < items; i++) recorded.AsSpan((2 * i + 1) * own, own).CopyTo(_variance.Span[(i * own)..]);
    }

    public void Dispose() => _variance.Dispose();
}
