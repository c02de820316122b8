// With f = t / (T - 1), t = 0 ... T - 1:
//   linear:        beta = lerp(start, end, f)                                J. Ho et al. 2020
//   scaled linear: beta = lerp(sqrt start, sqrt end, f)^2                    R. Rombach et al. 2022
//   sigmoid:       beta = start + (end - start) / (1 + e^-u), u = -6 ... 6   M. Xu et al. 2022 (GeoDiff)
//   others:        beta = min(1 - abar((t + 1) / T) / abar(t / T), 0.999)    A. Nichol, P. Dhariwal 2021, equation 17 and below
//     squared cosine: abar(u) = cos^2(pi/2 (u + 0.008) / 1.008)
//     exponential:    abar(u) = e^(-12 u)
//     Laplace:        abar(u) = sqrt(snr / (1 + snr)), ln snr = -sign(1/2 - u) ln(1 - 2 |1/2 - u| + 1e-6) / 2   T. Hang et al. 2024
// Zero terminal SNR: S. Lin et al., "Common diffusion noise schedules and sample steps are flawed", 2023, algorithm 1:
//   sqrt(abar)' = (sqrt(abar_t) - sqrt(abar_T)) sqrt(abar_0) / (sqrt(abar_0) - sqrt(abar_T))
namespace Scumble.Sampling;

/// <summary>The variances beta that a discrete diffusion adds at its training timesteps.</summary>
public static class Betas
{
    private const double MaxBeta = 0.999;

    /// <summary>The variances of timesteps 0 to <paramref name="trainTimesteps"/> - 1, each in (0, 1).</summary>
    /// <param name="schedule">Their shape.</param>
    /// <param name="start">The first, in (0, 1); read by the linear ones and the sigmoid.</param>
    /// <param name="end">The last, from <paramref name="start"/> to below 1.</param>
    /// <param name="trainTimesteps">T, at least 2.</param>
    public static double[] Create(BetaSchedule schedule, double start, double end, int trainTimesteps)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(trainTimesteps, 2);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(start);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(start, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(end, start);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(end, 1);
        var betas = new double[trainTimesteps];
        for (var t = 0; t < trainTimesteps; t++)
        {
            var f = t / (trainTimesteps - 1.0);
            betas[t] = schedule switch
            {
                BetaSchedule.Linear => double.Lerp(start, end, f),
                BetaSchedule.ScaledLinear => Math.Pow(double.Lerp(Math.Sqrt(start), Math.Sqrt(end), f), 2),
                BetaSchedule.Sigmoid => start + (end - start) / (1 + Math.Exp(6 - 12 * f)),
                _ => Math.Min(1 - SignalPower(schedule, (t + 1.0) / trainTimesteps) / SignalPower(schedule, (double)t / trainTimesteps), MaxBeta),
            };
        }

        return betas;
    }

    /// <summary>abar_t = prod_{i &lt;= t} (1 - beta_i), the share of signal in the variance.</summary>
    /// <param name="betas">The variances.</param>
    /// <param name="inSinglePrecision">Whether all numbers but the product on the way are rounded to float32, as the field's programs hold them.</param>
    public static double[] SignalPowers(ReadOnlySpan<double> betas, bool inSinglePrecision = false)
    {
        var powers = new double[betas.Length];
        var product = 1.0;
        for (var t = 0; t < betas.Length; t++)
        {
            product *= inSinglePrecision ? 1 - (float)betas[t] : 1 - betas[t];
            powers[t] = inSinglePrecision ? (float)product : product;
        }

        return powers;
    }

    /// <summary>The variances changed so that the last timestep is pure noise (the last beta is 1) and the first is as before.</summary>
    public static double[] ToZeroTerminalSnr(ReadOnlySpan<double> betas)
    {
        var signals = Array.ConvertAll(SignalPowers(betas), Math.Sqrt);
        var (first, last) = (signals[0], signals[^1]);
        var rescaled = new double[betas.Length];
        var before = 1.0;
        for (var t = 0; t < rescaled.Length; t++)
        {
            var power = Math.Pow((signals[t] - last) * first / (first - last), 2);
            rescaled[t] = 1 - power / before;
            before = power;
        }

        return rescaled;
    }

    private static double SignalPower(BetaSchedule schedule, double u)
    {
        switch (schedule)
        {
            case BetaSchedule.SquaredCosine:
                return Math.Pow(Math.Cos((u + 0.008) / 1.008 * Math.PI / 2), 2);
            case BetaSchedule.Exponential:
                return Math.Exp(-12 * u);
            case BetaSchedule.Laplace:
                var snr = Math.Exp(-0.5 * Math.CopySign(1, 0.5 - u) * Math.Log(1 - 2 * Math.Abs(0.5 - u) + 1e-6));
                return Math.Sqrt(snr / (1 + snr));
            default:
                throw new ArgumentOutOfRangeException(nameof(schedule), schedule, null);
        }
    }
}
