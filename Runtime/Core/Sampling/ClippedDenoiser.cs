using Scumble.Tensors;

namespace Scumble.Sampling;

/// <summary>A denoiser whose estimates are kept in range. Owns its buffers, not the denoiser. One thread.</summary>
public sealed class ClippedDenoiser : IDenoiser, IDisposable
{
    private readonly ITensorOps _ops;
    private readonly IDenoiser _inner;
    private readonly Clipping _clipping;
    private readonly Tensor? _noise;
    private readonly Tensor _whole;
    private readonly Tensor[] _rows;

    /// <param name="ops">The arithmetic.</param>
    /// <param name="inner">The denoiser.</param>
    /// <param name="clipping">How to clip.</param>
    /// <param name="shape">The latent's shape; the outermost dimension is the batch.</param>
    /// <param name="type">The latent's element type: Float32 or Float64.</param>
    public ClippedDenoiser(ITensorOps ops, IDenoiser inner, Clipping clipping, TensorShape shape, ElementType type = ElementType.Float32)
    {
        ArgumentNullException.ThrowIfNull(ops);
        ArgumentNullException.ThrowIfNull(inner);
        ArgumentNullException.ThrowIfNull(clipping);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(clipping.Range, nameof(clipping));
        (_ops, _inner, _clipping) = (ops, inner, clipping);
        _noise = clipping.KeepsNoise ? ops.Create(shape, type) : null;
        _whole = ops.Create(shape, type);
        _rows = clipping.Quantile is null ? [] : [.. Enumerable.Range(0, shape[0]).Select(row => ops.View(_whole, row, 1))];
    }

    /// <inheritdoc/>
    public ForwardProcess Process => _inner.Process;

    /// <inheritdoc/>
    public Tensor? Noise => _noise;

    /// <inheritdoc/>
    public Tensor? Variance => _inner.Variance;

    /// <inheritdoc/>
    public void Denoise(Tensor x, double sigma, Tensor denoised)
    {
        _inner.Denoise(x, sigma, denoised);
        if (_noise is not null) _ops.NoiseOf(_noise, x, denoised, NoiseLevel.Of(Process, sigma));
        if (_clipping.Quantile is not { } quantile) _ops.Clamp(denoised, denoised, -_clipping.Range, _clipping.Range);
        else
        {
            _ops.Copy(_whole, denoised);
            foreach (var row in _rows) Threshold(row, quantile);
            _ops.Copy(denoised, _whole);
        }
    }

    /// <summary>Releases the buffers.</summary>
    public void Dispose()
    {
        foreach (var row in _rows) row.Dispose();
        _whole.Dispose();
        _noise?.Dispose();
    }

    private void Threshold(Tensor row, double quantile)
    {
        var s = Math.Min(Math.Max(_ops.AbsoluteQuantile(row, quantile), _clipping.Range), _clipping.MaxRange);
        _ops.Clamp(row, row, -s, s);
        _ops.Scale(row, 1 / s, row);
    }
}
