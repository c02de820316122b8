using System.Text.Json;

namespace Scumble.Lab;

/// <summary>
/// A mixture of diagonal Gaussians and what an ideal network knows of it: for z = a x0 + s n,
/// X0 = sum_k r_k (m_k + a s_k^2 / v_k (z - a m_k)), v_k = a^2 s_k^2 + s^2, r_k the responsibilities. Allocates nothing after it is made. One thread.
/// </summary>
/// <param name="weights">Of each component.</param>
/// <param name="means">One row a component.</param>
/// <param name="stds">Standard deviations, one row a component.</param>
internal sealed class Mixture(double[] weights, double[][] means, double[][] stds)
{
    private readonly double[] _responsibilities = new double[weights.Length];

    /// <summary>Numbers of one item.</summary>
    public int Dimension => means[0].Length;

    /// <summary>Of each component.</summary>
    public IReadOnlyList<double> Weights => weights;

    /// <summary>Means, one row a component.</summary>
    public IReadOnlyList<double[]> Means => means;

    /// <summary>Standard deviations, one row a component.</summary>
    public IReadOnlyList<double[]> Stds => stds;

    /// <summary>Reads the members weights, means and stds.</summary>
    public static Mixture Read(JsonElement json)
    {
        return new(GoldenFile.Numbers(json, "weights"), Rows("means"), Rows("stds"));

        double[][] Rows(string name) => [.. GoldenFile.Member(json, name).EnumerateArray().Select(GoldenFile.Numbers)];
    }

    /// <summary>Writes the expected x0 of each item.</summary>
    /// <param name="z">Items one after the other.</param>
    /// <param name="a">The factor on x0 in z.</param>
    /// <param name="s">The factor on the noise in z.</param>
    /// <param name="x0">As long as <paramref name="z"/>; may be the same memory.</param>
    public void Denoise(ReadOnlySpan<double> z, double a, double s, Span<double> x0)
    {
        for (var start = 0; start < z.Length; start += Dimension) Item(z.Slice(start, Dimension), a, s, x0.Slice(start, Dimension));
    }

    private void Item(ReadOnlySpan<double> z, double a, double s, Span<double> x0)
    {
        var max = double.NegativeInfinity;
        for (var k = 0; k < weights.Length; k++)
        {
            var log = Math.Log(weights[k]);
            for (var i = 0; i < z.Length; i++)
            {
                var (variance, difference) = (Variance(k, i, a, s), z[i] - a * means[k][i]);
                log -= 0.5 * (difference * difference / variance + Math.Log(variance));
            }

            _responsibilities[k] = log;
            max = Math.Max(max, log);
        }

        var sum = 0.0;
        for (var k = 0; k < weights.Length; k++) sum += _responsibilities[k] = Math.Exp(_responsibilities[k] - max);
        for (var i = 0; i < z.Length; i++)
        {
            var (input, expected) = (z[i], 0.0);
            for (var k = 0; k < weights.Length; k++)
                expected += _responsibilities[k] / sum * (means[k][i] + a * stds[k][i] * stds[k][i] / Variance(k, i, a, s) * (input - a * means[k][i]));
            x0[i] = expected;
        }
    }

    private double Variance(int k, int i, double a, double s) => a * a * stds[k][i] * stds[k][i] + s * s;
}
