// S. Xue et al., "SA-Solver", 2023, equations 14 and 17: integrals of an exponential times the polynomials l_j through the places s_j,
//   w_j = integral from 0 to h of e^(-r (h - s)) l_j(s) ds = sum_k l_jk M_k,  M_0 = (1 - e^(-r h)) / r,  M_k = (h^k - k M_(k-1)) / r
namespace Scumble.Sampling;

/// <summary>Weights of the estimates in one step of a stochastic Adams method.</summary>
internal static class ExponentialAdams
{
    /// <summary>The most estimates of a step.</summary>
    public const int MaxOrder = 4;

    /// <summary>Writes w_j of each place.</summary>
    /// <param name="weights">As many as places.</param>
    /// <param name="places">s_j, 1 to <see cref="MaxOrder"/>, all different.</param>
    /// <param name="h">The step in lambda, finite and not 0.</param>
    /// <param name="rate">r, not 0.</param>
    /// <param name="isStraight">Whether M_1 is h^2 / 2, as for r = 0, which differs in third order.</param>
    public static void Fill(Span<double> weights, ReadOnlySpan<double> places, double h, double rate, bool isStraight)
    {
        Span<double> moments = stackalloc double[MaxOrder];
        moments[0] = -double.ExpM1(-rate * h) / rate;
        for (var k = 1; k < places.Length; k++) moments[k] = (Math.Pow(h, k) - k * moments[k - 1]) / rate;
        if (isStraight) moments[1] = h * h / 2;

        Span<double> polynomial = stackalloc double[MaxOrder];
        for (var j = 0; j < places.Length; j++)
        {
            Lagrange(polynomial, places, j);
            weights[j] = 0;
            for (var k = 0; k < places.Length; k++) weights[j] += polynomial[k] * moments[k];
        }
    }

    // The coefficients of l_j, from that of 1 on.
    private static void Lagrange(Span<double> coefficients, ReadOnlySpan<double> places, int j)
    {
        coefficients.Clear();
        coefficients[0] = 1;
        var degree = 0;
        for (var k = 0; k < places.Length; k++)
        {
            if (k == j) continue;
            degree++;
            var scale = 1 / (places[j] - places[k]);
            for (var n = degree; n >= 0; n--) coefficients[n] = scale * ((n > 0 ? coefficients[n - 1] : 0) - places[k] * coefficients[n]);
        }
    }
}
