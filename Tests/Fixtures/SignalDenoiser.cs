using Scumble.Sampling;
using Scumble.Tensors;

namespace Scumble.Tests.Fixtures;

/// <summary>
/// The exact denoiser for smooth one-dimensional signals: a Gaussian whose covariance has the cosines of the discrete cosine
/// transform as eigenvectors and the eigenvalues 1 / (1 + k^2). Float64, without allocation; every row of x is one signal.
/// </summary>
public sealed class SignalDenoiser : IDenoiser
{
    private readonly int _length;
    private readonly double[] _basis;
    private readonly double[] _spectrum;

    public SignalDenoiser(ForwardProcess process, int length)
    {
        (Process, _length) = (process, length);
        _basis = new double[length * length]; // row k: the k-th cosine, of length 1
        _spectrum = new double[length];
        for (var k = 0; k < length; k++)
            for (var i = 0; i < length; i++)
                _basis[k * length + i] = Math.Sqrt((k == 0 ? 1.0 : 2) / length) * Math.Cos(Math.PI * (i + 0.5) * k / length);
    }

    public ForwardProcess Process { get; }

    /// <summary>Eigenvalue k of the covariance.</summary>
    public static double Eigenvalue(int k) => 1.0 / (1 + k * k);

    public void Denoise(Tensor x, in DenoiseCall call, Tensor denoised)
    {
        var sigma = call.Sigma;
        var (a, source, target) = (Process.Signal(sigma), (CpuTensor<double>)x, (CpuTensor<double>)denoised);
        for (var row = 0; row < source.Span.Length; row += _length)
        {
            Transform(source.Span.Slice(row, _length));
            for (var k = 0; k < _length; k++) _spectrum[k] *= a * Eigenvalue(k) / (a * a * Eigenvalue(k) + sigma * sigma);
            Restore(target.Span.Slice(row, _length));
        }
    }

    /// <summary>What the probability flow makes of clean signals at noise level sigma: each coefficient grows with its own standard deviation.</summary>
    public double[] Flow(double[] clean, double sigma)
    {
        var x = new double[clean.Length];
        for (var row = 0; row < clean.Length; row += _length)
        {
            Transform(clean.AsSpan(row, _length));
            for (var k = 0; k < _length; k++) _spectrum[k] *= Spread(k, sigma) / Spread(k, 0);
            Restore(x.AsSpan(row, _length));
        }

        return x;
    }

    /// <summary>ln p of noisy signals at level sigma.</summary>
    public double LogDensity(double[] x, double sigma)
    {
        var sum = 0.0;
        for (var row = 0; row < x.Length; row += _length)
        {
            Transform(x.AsSpan(row, _length));
            for (var k = 0; k < _length; k++)
                sum -= Math.Pow(_spectrum[k] / Spread(k, sigma), 2) / 2 + Math.Log(2 * Math.PI) / 2 + Math.Log(Spread(k, sigma));
        }

        return sum;
    }

    private double Spread(int k, double sigma) => Math.Sqrt(Math.Pow(Process.Signal(sigma), 2) * Eigenvalue(k) + sigma * sigma);

    private void Transform(ReadOnlySpan<double> signal)
    {
        for (var k = 0; k < _length; k++)
        {
            _spectrum[k] = 0;
            for (var i = 0; i < _length; i++) _spectrum[k] += _basis[k * _length + i] * signal[i];
        }
    }

    private void Restore(Span<double> signal)
    {
        signal.Clear();
        for (var k = 0; k < _length; k++)
            for (var i = 0; i < _length; i++) signal[i] += _basis[k * _length + i] * _spectrum[k];
    }
}
