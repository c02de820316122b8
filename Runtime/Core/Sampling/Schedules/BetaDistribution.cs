// The distribution function I_x(a, b) by Lentz's continued fraction (NIST Digital Library of Mathematical Functions, 8.17.22):
//   I_x(a, b) = x^a (1 - x)^b / (a B(a, b)) / (1 + d1 / (1 + d2 / (1 + ...))),
//   d_2m = m (b - m) x / ((a + 2m - 1) (a + 2m)),  d_2m+1 = -(a + m) (a + b + m) x / ((a + 2m) (a + 2m + 1))
// for x < (a + 1) / (a + b + 2), else by I_x(a, b) = 1 - I_{1-x}(b, a); ln Gamma by Stirling's series (DLMF 5.11.1).
namespace Scumble.Sampling;

/// <summary>The beta distribution on 0 to 1.</summary>
internal static class BetaDistribution
{
    /// <summary>The x below which a share <paramref name="p"/> of the distribution lies.</summary>
    public static double Quantile(double p, double a, double b)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(a);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(b);
        if (p <= 0) return 0;
        if (p >= 1) return 1;
        var (low, high) = (0.0, 1.0);
        while (true)
        {
            var middle = (low + high) / 2;
            if (middle == low || middle == high) return middle;
            if (Cumulative(middle, a, b) < p) low = middle;
            else high = middle;
        }
    }

    /// <summary>I_x(a, b): the share of the distribution below <paramref name="x"/>.</summary>
    public static double Cumulative(double x, double a, double b)
    {
        if (x <= 0) return 0;
        if (x >= 1) return 1;
        if (x > (a + 1) / (a + b + 2)) return 1 - Cumulative(1 - x, b, a);
        var front = Math.Exp(LogGamma(a + b) - LogGamma(a) - LogGamma(b) + a * Math.Log(x) + b * Math.Log(1 - x)) / a;
        var (c, d) = (1.0, 0.0);
        var fraction = 1.0;
        for (var k = 1; k < 1000; k++)
        {
            var m = k / 2;
            var term = k % 2 == 0
                ? m * (b - m) * x / ((a + k - 1) * (a + k))
                : -(a + m) * (a + b + m) * x / ((a + k - 1) * (a + k));
            d = 1 / (1 + term * d);
            c = 1 + term / c;
            fraction *= c * d;
            if (Math.Abs(c * d - 1) < 1e-15) break;
        }

        return front / fraction;
    }

    private static double LogGamma(double x)
    {
        var shift = 0.0;
        for (; x < 10; x++) shift += Math.Log(x);
        var inverse = 1 / (x * x);
        var series = (1 / 12.0 - inverse * (1 / 360.0 - inverse * (1 / 1260.0 - inverse * (1 / 1680.0 - inverse / 1188)))) / x;
        return (x - 0.5) * Math.Log(x) - x + Math.Log(2 * Math.PI) / 2 + series - shift;
    }
}
