using Scumble.Tensors;

namespace Scumble.Sampling;

/// <summary>A denoiser whose estimates are kept in range. Owns nothing. One thread.</summary>
public sealed class ClippedDenoiser : IDenoiser
{
    private readonly ITensorOps _ops;
    private readonly IDenoiser _inner;
    private readonly Clipping _clipping;
    private readonly Tensor? _estimate;
    private readonly Tensor[] _items;

    /// <param name="buffers">What it works in.</param>
    /// <param name="inner">The denoiser.</param>
    /// <param name="clipping">How to clip.</param>
    public ClippedDenoiser(DenoiserBuffers buffers, IDenoiser inner, Clipping clipping)
    {
        ArgumentNullException.ThrowIfNull(buffers);
        ArgumentNullException.ThrowIfNull(inner);
        ArgumentNullException.ThrowIfNull(clipping);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(clipping.Range, nameof(clipping));
        (_ops, _inner, _clipping) = (buffers.Ops, inner, clipping);
        (_estimate, _items) = clipping.Quantile is null ? (null, []) : (buffers.Estimate, buffers.Items);
        Noise = clipping.KeepsNoise ? buffers.Noise : null;
    }

    /// <inheritdoc/>
    public ForwardProcess Process => _inner.Process;

    /// <inheritdoc/>
    public Tensor? Noise { get; }

    /// <inheritdoc/>
    public Tensor? Variance => _inner.Variance;

    /// <inheritdoc/>
    public void Denoise(Tensor x, in DenoiseCall call, Tensor denoised)
    {
        _inner.Denoise(x, call, denoised);
        if (Noise is not null) _ops.NoiseOf(Noise, x, denoised, NoiseLevel.Of(Process, call.Sigma));
        if (_estimate is null || _clipping.Quantile is not { } quantile) _ops.Clamp(denoised, denoised, -_clipping.Range, _clipping.Range);
        else
        {
            _ops.Copy(_estimate, denoised);
            foreach (var item in _items) Threshold(item, quantile);
            _ops.Copy(denoised, _estimate);
        }
    }

    private void Threshold(Tensor item, double quantile)
    {
        var s = Math.Min(Math.Max(_ops.AbsoluteQuantile(item, quantile), _clipping.Range), _clipping.MaxRange);
        _ops.Clamp(item, item, -s, s);
        _ops.Scale(item, 1 / s, item);
    }
}
