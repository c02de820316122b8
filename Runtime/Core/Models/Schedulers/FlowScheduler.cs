using Scumble.Sampling;

namespace Scumble.Models;

internal static partial class SchedulerClasses
{
    internal static SchedulerClass FlowMatchEuler { get; } = Add(new FlowScheduler("FlowMatchEulerDiscreteScheduler", "euler"));

    internal static SchedulerClass FlowMatchLcm { get; } = Add(new FlowScheduler("FlowMatchLCMScheduler", "lcm"));

    internal static SchedulerClass FlowMatchHeun { get; } = Add(new FlowScheduler("FlowMatchHeunDiscreteScheduler", "heun"));
}

/// <summary>
/// The schedulers of rectified flows. A static shift acts on the trained levels first, and then on the grid between the ends
/// of the result; levels that are given are shifted once.
/// </summary>
internal sealed class FlowScheduler(string name, string sampler) : SchedulerClass
{
    public override string Name => name;

    public override SchedulerConfig Read(ConfigValues values)
    {
        var trained = TrainTimesteps(values);
        var shift = values.Number("shift", 1, 0.01, 100);
        var heun = new SchedulerConfig(new RectifiedFlow(trained), Prediction.Flow, "flow",
            new() { Spacing = TimestepSpacing.Linspace, Shift = shift, MinSigma = FlowShift.Apply(shift, 1.0 / trained) }, sampler)
        {
            // A run starts with pure noise, also where the first level that is asked for lies below 1.
            InitialNoise = InitialNoise.UnitInput,
        };
        return sampler == "heun" ? heun : ReadEuler(values, heun);
    }

    private static SchedulerConfig ReadEuler(ConfigValues values, SchedulerConfig flow)
    {
        var schedule = Conversion(values, ("use_karras_sigmas", "karras"), ("use_exponential_sigmas", "exponential"), ("use_beta_sigmas", "beta"));
        var terminal = values.OptionalNumber("shift_terminal", 0, 0.9999) is { } z and > 0 ? z : (double?)null;
        var isDynamic = values.Flag("use_dynamic_shifting", false);
        var dynamic = new FlowShift(
            values.Integer("base_image_seq_len", 256, 1, 1 << 24), values.Integer("max_image_seq_len", 4096, 1, 1 << 24),
            values.Number("base_shift", 0.5, -100, 100), values.Number("max_shift", 1.15, -100, 100),
            values.Choice("time_shift_type", "exponential", ("exponential", true), ("linear", false)));
        if (isDynamic && dynamic.MaxTokens == dynamic.BaseTokens) throw values.Wrong("max_image_seq_len", "other than \"base_image_seq_len\"");
        var isInverted = values.Flag("invert_sigmas", false);
        if (values.Count("scale_factors") > 0) throw values.Wrong("scale_factors", "null: the picture has one size in all steps");
        if (flow.Sampler == "lcm") values.Text("upscale_mode", ""); // of those factors
        var isStochastic = values.Flag("stochastic_sampling", false);
        return flow with
        {
            Process = new RectifiedFlow(flow.Process.TrainTimesteps) { IsTimeInverted = isInverted },
            Prediction = isInverted ? Prediction.InvertedFlow : Prediction.Flow,
            Schedule = schedule == "linear" ? "flow" : schedule,
            Options = flow.Options with
            {
                // Without a picture's size the shift is none; the trained levels are not shifted.
                Shift = isDynamic ? 1 : flow.Options.Shift,
                MinSigma = isDynamic ? null : flow.Options.MinSigma,
                TerminalSigma = terminal,
                SpansVisited = schedule != "linear",
            },
            DynamicShift = isDynamic ? dynamic : null,
            Sampler = isStochastic ? "lcm" : flow.Sampler,
        };
    }
}
