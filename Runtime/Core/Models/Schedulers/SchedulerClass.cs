using Scumble.Diagnostics;

namespace Scumble.Models;

/// <summary>A scheduler class of the field's file format: what its members mean, its defaults and its conventions. Stateless.</summary>
internal abstract class SchedulerClass
{
    /// <summary>The name in model_index.json and scheduler_config.json.</summary>
    public abstract string Name { get; }

    /// <summary>Reads its configuration.</summary>
    /// <exception cref="ScumbleException">A value makes no sense; the message names the file and the member.</exception>
    public abstract SchedulerConfig Read(ConfigValues values);

    /// <summary>The number of training timesteps.</summary>
    protected static int TrainTimesteps(ConfigValues values, int otherwise = 1000) => values.Integer("num_train_timesteps", otherwise, 2, 1_000_000);

    /// <summary>Whether a flag among others that exclude each other names a schedule, and which: "linear" if none does.</summary>
    protected static string Conversion(ConfigValues values, params ReadOnlySpan<(string Flag, string Schedule)> flags)
    {
        var (chosen, by) = ("linear", "");
        foreach (var (flag, schedule) in flags)
        {
            if (!values.Flag(flag, false)) continue;
            if (by.Length > 0) throw values.Wrong(flag, $"false where \"{by}\" is true");
            (chosen, by) = (schedule, flag);
        }

        return chosen;
    }

    /// <summary>Whether the file ends at the smallest trained level and not at 0.</summary>
    protected static bool EndsAtMinSigma(ConfigValues values) =>
        values.Choice("final_sigmas_type", "zero", ("zero", false), ("sigma_min", true));

    /// <summary>The variant of a DPM-Solver; names that are other classes' mean the midpoint.</summary>
    protected static string SolverVariant(ConfigValues values) => values.Choice("solver_type", "midpoint",
        ("midpoint", "midpoint"), ("heun", "heun"), ("logrho", "midpoint"), ("bh1", "midpoint"), ("bh2", "midpoint"));

    /// <summary>Clipping and thresholding of estimates of x0.</summary>
    protected static SolverSettings Clipping(ConfigValues values, bool clips)
    {
        var range = values.Number("clip_sample_range", 1, 1e-6, 1e6);
        var (ratio, max) = (values.Number("dynamic_thresholding_ratio", 0.995, 0, 1), values.Number("sample_max_value", 1, 1e-6, 1e6));
        var thresholds = values.Flag("thresholding", false);
        return new()
        {
            ClipRange = values.Flag("clip_sample", clips) && !thresholds ? range : null,
            ThresholdRatio = thresholds ? ratio : null,
            ThresholdMax = thresholds ? max : null,
        };
    }
}
