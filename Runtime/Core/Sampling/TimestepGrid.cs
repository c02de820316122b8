// S. Lin et al., "Common diffusion noise schedules and sample steps are flawed", 2023, table 2, for timesteps 0 to T - 1:
//   leading:  i floor(T / n) + offset,  i = n - 1 ... 0;  without the cleanest: i floor(T / (n + 1)) + offset,  i = n ... 1
//   trailing: round(T - i T / n) - 1,   i = 0 ... n - 1
//   linspace: T - 1 ... 0 evenly spaced (a single one is T - 1, or 0 where asked);  without the cleanest: n + 1 of them but for the 0
// T is the number of trained timesteps below the largest level that may be visited.
namespace Scumble.Sampling;

/// <summary>The timesteps that a run of a discretely trained model visits.</summary>
internal static class TimestepGrid
{
    /// <summary>The noise levels of <see cref="Timesteps"/>, descending.</summary>
    public static double[] Levels(DiscreteDiffusion process, int steps, ScheduleOptions options)
    {
        if (!options.IsLogLinear) return Array.ConvertAll(Timesteps(process, steps, options), process.Sigma);
        var (max, min) = (Math.Log(process.MaxSigma), Math.Log(process.MinSigma));
        return [.. Enumerable.Range(0, steps).Select(i => Math.Exp(double.Lerp(max, min, (double)i / steps)))];
    }

    /// <summary>The timesteps themselves, descending; beyond the trained range where an offset leads there.</summary>
    public static double[] Timesteps(DiscreteDiffusion process, int steps, ScheduleOptions options)
    {
        if (options.Timesteps is { } given) return RequireDescending([.. given], process);
        var (n, t) = (steps, Trained(process, options));
        var parts = options.OmitsCleanest ? n + 1 : n;
        double[] timesteps = options.Spacing switch
        {
            TimestepSpacing.Leading => [.. Enumerable.Range(0, n).Select(i => (parts - 1.0 - i) * (t / parts) + options.StepsOffset)],
            TimestepSpacing.Trailing => [.. Trailing(process.TrainTimesteps, t, n)],
            TimestepSpacing.Linspace => [.. Enumerable.Range(0, n).Select(i => parts > 1 ? (parts - 1.0 - i) * ((t - 1.0) / (parts - 1)) : options.SingleIsCleanest ? 0 : t - 1)],
            var other => throw new ArgumentOutOfRangeException(nameof(options), other, null),
        };
        return options.Rounding == TimestepRounding.Nearest ? Array.ConvertAll(timesteps, Math.Round) : timesteps;
    }

    // From t down in steps of T / n, for as long as the start of a step lies above 0. The count is taken before anything is
    // rounded, so that no step is born from the last bit of a quotient.
    private static IEnumerable<double> Trailing(int trained, int t, int n) =>
        Enumerable.Range(0, (int)(((long)t * n + trained - 1) / trained)).Select(i => Math.Round(t - i * ((double)trained / n)) - 1);

    private static int Trained(DiscreteDiffusion process, ScheduleOptions options)
    {
        var t = process.TrainTimesteps;
        if (options.MaxSigma is not { } max) return t;
        while (t > 0 && process.Sigma(t - 1) > max) t--;
        return t > 0 ? t : throw new ArgumentException($"No trained level lies below {max}; the smallest is {process.MinSigma}.", nameof(options));
    }

    private static double[] RequireDescending(double[] timesteps, DiscreteDiffusion process)
    {
        for (var i = 0; i < timesteps.Length; i++)
            if (!(timesteps[i] >= 0 && timesteps[i] < process.TrainTimesteps && (i == 0 || timesteps[i] < timesteps[i - 1])))
                throw new ArgumentException($"Timesteps lie from 0 to {process.TrainTimesteps - 1} and descend; timestep {i} is {timesteps[i]}.", nameof(timesteps));
        return timesteps;
    }
}
