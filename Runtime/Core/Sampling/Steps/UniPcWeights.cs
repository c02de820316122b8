// W. Zhao et al., "UniPC", 2023: the linear system for rho (see the sampler) and its solution, turned into weights of the estimates.
namespace Scumble.Sampling;

/// <summary>The weights of one step of UniPC.</summary>
internal static class UniPcWeights
{
    private const int MaxUnknowns = 4;

    /// <summary>Writes a weight for each estimate, newest first.</summary>
    /// <param name="weights">One more than <paramref name="r"/>.</param>
    /// <param name="r">The places r_k of the estimates but that at the start, oldest last; the corrector's 1 is the last.</param>
    /// <param name="from">The level at the start.</param>
    /// <param name="to">The level at the end.</param>
    /// <param name="isNoise">Whether the estimates are of the noise.</param>
    /// <param name="weight">B.</param>
    /// <param name="isCorrector">Whether the newest estimate is that at the end.</param>
    public static void Fill(
        Span<double> weights, ReadOnlySpan<double> r, NoiseLevel from, NoiseLevel to, bool isNoise, UniPcWeight weight, bool isCorrector)
    {
        var h = to.Lambda - from.Lambda;
        var bigH = isNoise ? h : -h;
        var (c, expM1) = (isNoise ? to.Sigma : to.Signal, double.ExpM1(bigH));
        var main = isNoise ? to.Signal * from.Sigma / from.Signal - to.Sigma : from.Signal * to.Sigma / from.Sigma - to.Signal; // c (e^H - 1)
        var b = weight == UniPcWeight.H ? bigH : expM1;
        var scale = weight == UniPcWeight.H ? c * bigH : main; // c B(H)

        Span<double> rho = stackalloc double[MaxUnknowns];
        rho = rho[..r.Length];
        if (r.Length == 1) rho[0] = 0.5;
        else if (r.Length > 1) Solve(rho, r, bigH, expM1, b);

        // The start's own estimate follows the corrector's; the older ones follow both.
        var start = isCorrector ? 1 : 0;
        weights.Clear();
        weights[start] = -main;
        for (var k = 0; k < r.Length; k++)
        {
            var place = isCorrector && k == r.Length - 1 ? 0 : start + 1 + k;
            weights[place] -= scale * rho[k] / r[k];
            weights[start] += scale * rho[k] / r[k];
        }
    }

    // sum_k rho_k r_k^(j-1) = b_j by elimination with pivots.
    private static void Solve(Span<double> rho, ReadOnlySpan<double> r, double h, double expM1, double weight)
    {
        var n = r.Length;
        Span<double> m = stackalloc double[MaxUnknowns * MaxUnknowns];
        var (phi, factorial) = (expM1 / h - 1, 1.0);
        for (var j = 0; j < n; j++)
        {
            for (var k = 0; k < n; k++) m[j * n + k] = Math.Pow(r[k], j);
            rho[j] = phi * factorial / weight;
            factorial *= j + 2;
            phi = phi / h - 1 / factorial;
        }

        for (var column = 0; column < n; column++)
        {
            var pivot = column;
            for (var row = column + 1; row < n; row++)
                if (Math.Abs(m[row * n + column]) > Math.Abs(m[pivot * n + column])) pivot = row;
            for (var k = 0; k < n; k++) (m[column * n + k], m[pivot * n + k]) = (m[pivot * n + k], m[column * n + k]);
            (rho[column], rho[pivot]) = (rho[pivot], rho[column]);
            for (var row = column + 1; row < n; row++)
            {
                var factor = m[row * n + column] / m[column * n + column];
                for (var k = column; k < n; k++) m[row * n + k] -= factor * m[column * n + k];
                rho[row] -= factor * rho[column];
            }
        }

        for (var row = n - 1; row >= 0; row--)
        {
            for (var k = row + 1; k < n; k++) rho[row] -= m[row * n + k] * rho[k];
            rho[row] /= m[row * n + row];
        }
    }
}
