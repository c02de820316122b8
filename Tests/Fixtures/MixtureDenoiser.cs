using Scumble.Sampling;
using Scumble.Tensors;

namespace Scumble.Tests.Fixtures;

/// <summary>
/// The exact denoiser for x0 from a mixture of diagonal Gaussians, in host memory, without allocation:
/// X0 = sum_k r_k (m_k + a s_k^2 / v_k (x - a m_k)), v_k = a^2 s_k^2 + sigma^2, r_k the responsibilities.
/// </summary>
public sealed class MixtureDenoiser(ForwardProcess process, double[] weights, double[][] means, double[][] stds) : IDenoiser
{
    private readonly double[] _responsibilities = new double[weights.Length];
    private readonly double[] _row = new double[means[0].Length];
    private readonly double[] _denoised = new double[means[0].Length];

    public ForwardProcess Process => process;

    public int Calls { get; private set; }

    /// <summary>One Gaussian in <paramref name="dimension"/> dimensions.</summary>
    public static MixtureDenoiser Gaussian(ForwardProcess process, int dimension, double mean = 0.4, double std = 0.5) =>
        new(process, [1], [Repeat(mean, dimension)], [Repeat(std, dimension)]);

    /// <summary>Two well separated but overlapping-in-noise modes.</summary>
    public static MixtureDenoiser TwoModes(ForwardProcess process, int dimension) => new(
        process, [0.6, 0.4], [Repeat(0.8, dimension), Repeat(-0.7, dimension)], [Repeat(0.5, dimension), Repeat(0.6, dimension)]);

    public void Denoise(Tensor x, double sigma, Tensor denoised)
    {
        Calls++;
        for (var start = 0; start < x.Shape.ElementCount; start += _row.Length)
        {
            for (var i = 0; i < _row.Length; i++) _row[i] = x is CpuTensor<double> t ? t.Span[start + i] : ((CpuTensor<float>)x).Span[start + i];
            DenoiseRow(process.Signal(sigma), sigma);
            for (var i = 0; i < _row.Length; i++)
            {
                if (denoised is CpuTensor<double> t) t.Span[start + i] = _denoised[i];
                else ((CpuTensor<float>)denoised).Span[start + i] = (float)_denoised[i];
            }
        }
    }

    private void DenoiseRow(double a, double sigma)
    {
        var max = double.NegativeInfinity;
        for (var k = 0; k < weights.Length; k++)
        {
            var log = Math.Log(weights[k]);
            for (var i = 0; i < _row.Length; i++)
            {
                var (variance, difference) = (Variance(k, i, a, sigma), _row[i] - a * means[k][i]);
                log -= 0.5 * (difference * difference / variance + Math.Log(variance));
            }

            _responsibilities[k] = log;
            max = Math.Max(max, log);
        }

        var sum = 0.0;
        for (var k = 0; k < weights.Length; k++) sum += _responsibilities[k] = Math.Exp(_responsibilities[k] - max);
        for (var i = 0; i < _row.Length; i++)
        {
            _denoised[i] = 0;
            for (var k = 0; k < weights.Length; k++)
                _denoised[i] += _responsibilities[k] / sum
                    * (means[k][i] + a * stds[k][i] * stds[k][i] / Variance(k, i, a, sigma) * (_row[i] - a * means[k][i]));
        }
    }

    private double Variance(int k, int i, double a, double sigma) => a * a * stds[k][i] * stds[k][i] + sigma * sigma;

    private static double[] Repeat(double value, int count)
    {
        var values = new double[count];
        Array.Fill(values, value);
        return values;
    }
}
