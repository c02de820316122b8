// The integral over [from, to] of each Lagrange polynomial of some nodes, by Gauss and Legendre's rule of three points, which is
// exact up to degree 5.
namespace Scumble.Sampling;

/// <summary>Weights of an integral of the polynomial through given points.</summary>
internal static class LagrangeIntegrals
{
    private static readonly double Far = Math.Sqrt(0.6);

    /// <summary>weights[j] = integral of prod_{k != j} (t - nodes[k]) / (nodes[j] - nodes[k]); at most 6 nodes, all different.</summary>
    public static void Fill(Span<double> weights, ReadOnlySpan<double> nodes, double from, double to)
    {
        var (centre, half) = ((from + to) / 2, (to - from) / 2);
        for (var j = 0; j < nodes.Length; j++)
            weights[j] = half / 9 * (5 * Value(nodes, j, centre - half * Far) + 8 * Value(nodes, j, centre) + 5 * Value(nodes, j, centre + half * Far));
    }

    private static double Value(ReadOnlySpan<double> nodes, int j, double t)
    {
        var product = 1.0;
        for (var k = 0; k < nodes.Length; k++)
            if (k != j) product *= (t - nodes[k]) / (nodes[j] - nodes[k]);
        return product;
    }
}
