using Scumble.Diagnostics;
using Scumble.Sampling;

namespace Scumble.Models;

/// <summary>scheduler_config.json in this product's words: the process, what the network predicts, and the schedule that it was made for.</summary>
/// <param name="Process">The forward process of the training.</param>
/// <param name="Prediction">What the network predicts.</param>
/// <param name="Schedule">The schedule's id.</param>
/// <param name="Options">The schedule's settings.</param>
/// <param name="Sampler">The sampler's id.</param>
public sealed record SchedulerConfig(ForwardProcess Process, Prediction Prediction, string Schedule, ScheduleOptions Options, string Sampler)
{
    private const string FlowEuler = "FlowMatchEulerDiscreteScheduler";

    private static readonly Dictionary<string, string> SamplerOfClass = new()
    {
        ["DDIMScheduler"] = "ddim",
        ["DPMSolverMultistepScheduler"] = "dpmpp_2m",
        ["EulerDiscreteScheduler"] = "euler",
        ["HeunDiscreteScheduler"] = "heun",
        ["LCMScheduler"] = "lcm",
    };

    /// <summary>Reads a model's scheduler component.</summary>
    /// <exception cref="ScumbleException">It is missing, of an unknown class, or a value makes no sense.</exception>
    public static SchedulerConfig Read(ModelFolder folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        var component = folder.Require("scheduler");
        var path = Path.Combine(component.Path, "scheduler_config.json");
        if (component.Config is not { } json)
            throw new ScumbleException($"'{path}' is missing.", "Copy the model folder again from where it came.");
        var values = new ConfigValues(json, path);
        var className = values.Text("_class_name", component.ClassName);
        var steps = values.Integer("num_train_timesteps", 1000, 2, 1_000_000);
        if (className == FlowEuler)
            return new(new RectifiedFlow(steps), Prediction.Flow, "flow",
                new ScheduleOptions { Shift = values.Number("shift", 1, 0.01, 100) }, "euler");
        if (!SamplerOfClass.TryGetValue(className, out var sampler))
            throw new ScumbleException($"'{path}' names the scheduler '{className}', which is not known.",
                $"Known: {string.Join(", ", SamplerOfClass.Keys.Append(FlowEuler))}.");
        return new(Diffusion(values, steps), PredictionOf(values), values.Flag("use_karras_sigmas", false) ? "karras" : "linear",
            new ScheduleOptions { Spacing = SpacingOf(values, className), StepsOffset = values.Integer("steps_offset", 0, 0, steps - 1) }, sampler);
    }

    private static DiscreteDiffusion Diffusion(ConfigValues values, int steps)
    {
        var start = values.Number("beta_start", 0.0001, 1e-9, 0.999);
        var betas = values.Text("beta_schedule", "linear") switch
        {
            "linear" => BetaSchedule.Linear,
            "scaled_linear" => BetaSchedule.ScaledLinear,
            _ => throw values.Wrong("beta_schedule", "\"linear\" or \"scaled_linear\""),
        };
        return new DiscreteDiffusion(betas, start, values.Number("beta_end", 0.02, start, 0.999), steps);
    }

    private static Prediction PredictionOf(ConfigValues values) => values.Text("prediction_type", "epsilon") switch
    {
        "epsilon" => Prediction.Epsilon,
        "v_prediction" => Prediction.V,
        "sample" => Prediction.Sample,
        _ => throw values.Wrong("prediction_type", "\"epsilon\", \"v_prediction\" or \"sample\""),
    };

    // The reference's own defaults differ by class.
    private static TimestepSpacing SpacingOf(ConfigValues values, string className) =>
        values.Text("timestep_spacing", className is "DDIMScheduler" or "LCMScheduler" ? "leading" : "linspace") switch
        {
            "leading" => TimestepSpacing.Leading,
            "trailing" => TimestepSpacing.Trailing,
            "linspace" => TimestepSpacing.Linspace,
            _ => throw values.Wrong("timestep_spacing", "\"leading\", \"trailing\" or \"linspace\""),
        };
}
