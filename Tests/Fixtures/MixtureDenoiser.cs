using Scumble.Lab;
using Scumble.Sampling;
using Scumble.Tensors;

namespace Scumble.Tests.Fixtures;

/// <summary>The exact denoiser for x0 from a mixture of Gaussians, in host memory, without allocation. Rows of the mixture's dimension are items.</summary>
public sealed class MixtureDenoiser(ForwardProcess process, double[] weights, double[][] means, double[][] stds) : IDenoiser
{
    private readonly Mixture _mixture = new(weights, means, stds);
    private readonly double[] _row = new double[means[0].Length];

    public ForwardProcess Process => process;

    /// <summary>How often it was asked.</summary>
    public int Calls { get; private set; }

    /// <summary>One Gaussian in <paramref name="dimension"/> dimensions.</summary>
    public static MixtureDenoiser Gaussian(ForwardProcess process, int dimension, double mean = 0.4, double std = 0.5) =>
        new(process, [1], [Repeat(mean, dimension)], [Repeat(std, dimension)]);

    /// <summary>Two well separated but overlapping-in-noise modes.</summary>
    public static MixtureDenoiser TwoModes(ForwardProcess process, int dimension) => new(
        process, [0.6, 0.4], [Repeat(0.8, dimension), Repeat(-0.7, dimension)], [Repeat(0.5, dimension), Repeat(0.6, dimension)]);

    public void Denoise(Tensor x, in DenoiseCall call, Tensor denoised)
    {
        Calls++;
        var (sigma, a) = (call.Sigma, process.Signal(call.Sigma));
        if (x is CpuTensor<double> wide)
        {
            _mixture.Denoise(wide.Span, a, sigma, ((CpuTensor<double>)denoised).Span);
            return;
        }

        var source = ((CpuTensor<float>)x).Span;
        var target = ((CpuTensor<float>)denoised).Span;
        for (var start = 0; start < source.Length; start += _row.Length)
        {
            for (var i = 0; i < _row.Length; i++) _row[i] = source[start + i];
            _mixture.Denoise(_row, a, sigma, _row);
            for (var i = 0; i < _row.Length; i++) target[start + i] = (float)_row[i];
        }
    }

    private static double[] Repeat(double value, int count)
    {
        var values = new double[count];
        Array.Fill(values, value);
        return values;
    }
}
