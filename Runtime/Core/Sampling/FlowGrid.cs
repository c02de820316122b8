// P. Esser et al., "Scaling rectified flow transformers for high-resolution image synthesis", 2024, section 5.3.2:
//   sigma_i = s u_i / (1 + (s - 1) u_i),  with u_i
//   trailing: 1 - i / n;  linspace: evenly spaced from the largest to the smallest level;
//   linspace without the cleanest: n + 1 such levels but for the last;  leading: (1 - 1 / T) (1 - i / n)
// Stretched to end at z (Y. HaCohen et al., "LTX-Video", 2025):  1 - (1 - sigma_i) (1 - z) / (1 - sigma_{n-1})
namespace Scumble.Sampling;

/// <summary>The levels that a run of a rectified flow visits.</summary>
internal static class FlowGrid
{
    public static double[] Levels(ForwardProcess process, int steps, ScheduleOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.Shift);
        double[] levels = [.. Unshifted(process, steps, options).Select(u => FlowShift.Apply(options.Shift, u))];
        if (options.TerminalSigma is { } terminal)
        {
            if (terminal is not (> 0 and < 1)) throw new ArgumentException($"A flow's last level lies between 0 and 1; found {terminal}.", nameof(options));
            var last = 1 - levels[^1];
            for (var i = 0; i < levels.Length && last > 0; i++) levels[i] = 1 - (1 - levels[i]) * (1 - terminal) / last;
        }

        return options.MaxSigma is { } max ? Array.ConvertAll(levels, sigma => Math.Min(sigma, max)) : levels;
    }

    private static IEnumerable<double> Unshifted(ForwardProcess process, int n, ScheduleOptions options)
    {
        if (options.Sigmas is { } sigmas) return sigmas;
        if (options.Timesteps is { } timesteps) return timesteps.Select(process.Sigma);
        var min = options.MinSigma ?? process.MinSigma;
        Func<int, double> u = options.Spacing switch
        {
            TimestepSpacing.Trailing => i => 1 - (double)i / n,
            TimestepSpacing.Linspace when options.OmitsCleanest => i => double.Lerp(process.MaxSigma, min, (double)i / n),
            TimestepSpacing.Linspace => i => n == 1 ? process.MaxSigma : double.Lerp(process.MaxSigma, min, i / (n - 1.0)),
            TimestepSpacing.Leading => i => (process.MaxSigma - process.MinSigma) * (1 - (double)i / n),
            var other => throw new ArgumentOutOfRangeException(nameof(options), other, null),
        };
        return Enumerable.Range(0, n).Select(u);
    }
}
