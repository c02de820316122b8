// N. Bonneel, J. Rabin, G. Peyre, H. Pfister, "Sliced and Radon Wasserstein barycenters of measures", 2015:
//   SW2^2 = mean over directions u of W2^2 of the projections, which for equally many points is that of the sorted ones
using Scumble.Tensors;

namespace Scumble.Lab;

/// <summary>How far samples are from a mixture.</summary>
internal sealed class SampleDistance
{
    private const ulong Directions = 11, Truth = 12;

    private readonly Mixture _mixture;
    private readonly double[][] _directions;
    private readonly double[][] _sorted;

    /// <param name="mixture">The distribution.</param>
    /// <param name="count">Number of samples, of ours and of the mixture's.</param>
    /// <param name="directions">Number of directions.</param>
    public SampleDistance(Mixture mixture, int count, int directions)
    {
        _mixture = mixture;
        var normals = Normals(directions * mixture.Dimension, Directions);
        _directions = [.. normals.Chunk(mixture.Dimension).Select(u => Array.ConvertAll(u, v => v / Math.Sqrt(u.Sum(w => w * w))))];
        var truth = Draw(mixture, count, Truth);
        _sorted = [.. _directions.Select(u => Sorted(truth, u))];
    }

    /// <summary>Samples of the mixture itself.</summary>
    public static double[] Draw(Mixture mixture, int count, ulong seed)
    {
        var (d, normals) = (mixture.Dimension, Normals(count * mixture.Dimension, seed));
        for (var item = 0; item < count; item++)
        {
            // Component by component in the shares of the weights: no chance in how many there are of each.
            var (place, k) = ((item + 0.5) / count, 0);
            for (; k + 1 < mixture.Weights.Count && place > mixture.Weights[k]; k++) place -= mixture.Weights[k];
            for (var i = 0; i < d; i++) normals[item * d + i] = mixture.Means[k][i] + mixture.Stds[k][i] * normals[item * d + i];
        }

        return normals;
    }

    /// <summary>The sliced 2-Wasserstein distance to samples of the mixture.</summary>
    public double SlicedWasserstein(double[] samples)
    {
        var squares = _directions.Select((u, k) => Sorted(samples, u).Zip(_sorted[k], (x, y) => (x - y) * (x - y)).Average());
        return Math.Sqrt(squares.Average());
    }

    /// <summary>The mean over components and coordinates of the standard deviation of the samples nearest to a component, in units of its own.</summary>
    public double SpreadRatio(double[] samples)
    {
        var ratios = new List<double>();
        foreach (var group in samples.Chunk(_mixture.Dimension).GroupBy(Nearest).Where(group => group.Count() > 1))
        {
            double[][] items = [.. group];
            for (var i = 0; i < _mixture.Dimension; i++)
            {
                var mean = items.Average(item => item[i]);
                ratios.Add(Math.Sqrt(items.Average(item => (item[i] - mean) * (item[i] - mean))) / _mixture.Stds[group.Key][i]);
            }
        }

        return ratios.Average();
    }

    // In standard deviations of the component.
    private int Nearest(double[] item) => Enumerable.Range(0, _mixture.Weights.Count).MinBy(k =>
        Enumerable.Range(0, item.Length).Sum(i => Math.Pow((item[i] - _mixture.Means[k][i]) / _mixture.Stds[k][i], 2)));

    private static double[] Sorted(double[] samples, double[] u)
    {
        var projected = new double[samples.Length / u.Length];
        for (var item = 0; item < projected.Length; item++)
            for (var i = 0; i < u.Length; i++) projected[item] += u[i] * samples[item * u.Length + i];
        Array.Sort(projected);
        return projected;
    }

    private static double[] Normals(int count, ulong seed)
    {
        var normals = new double[count];
        Philox.Normals(seed, 0, 0, normals);
        return normals;
    }
}
