using Scumble.Sampling;

namespace Scumble.Models;

internal static partial class SchedulerClasses
{
    internal static SchedulerClass Euler { get; } = Add(new SigmaScheduler("EulerDiscreteScheduler", "euler"));

    internal static SchedulerClass EulerAncestral { get; } = Add(new SigmaScheduler("EulerAncestralDiscreteScheduler", "euler_ancestral"));

    internal static SchedulerClass Heun { get; } = Add(new SigmaScheduler("HeunDiscreteScheduler", "heun") { DefaultBetas = ("linear", 0.00085, 0.012) });

    internal static SchedulerClass Lms { get; } = Add(new SigmaScheduler("LMSDiscreteScheduler", "lms"));

    internal static SchedulerClass DpmSolverSde { get; } = Add(new SigmaScheduler("DPMSolverSDEScheduler", "dpmpp_sde") { DefaultBetas = ("linear", 0.00085, 0.012) });

    internal static SchedulerClass Dpm2 { get; } = Add(new SigmaScheduler("KDPM2DiscreteScheduler", "dpm_2") { DefaultBetas = ("linear", 0.00085, 0.012) });

    internal static SchedulerClass Dpm2Ancestral { get; } =
        Add(new SigmaScheduler("KDPM2AncestralDiscreteScheduler", "dpm_2_ancestral") { DefaultBetas = ("linear", 0.00085, 0.012) });
}

/// <summary>
/// The schedulers that work on sigma: timesteps may be fractional; karras, exponential and beta levels span those that the
/// spacing visits; leading spacing starts with the variance of noised data.
/// </summary>
internal sealed class SigmaScheduler(string name, string sampler) : BetaScheduler
{
    /// <summary>What these classes and the solvers put in the place of abar = 0: sigma is then 4096.</summary>
    internal const double SmallestSignalPower = 1.0 / (1 << 24);

    public override string Name => name;

    public override SchedulerConfig Read(ConfigValues values)
    {
        var (spacing, prediction) = (Spacing(values, "linspace"), PredictionOf(values));
        var isToldLogSigma = values.Choice("timestep_type", "discrete", ("discrete", false), ("continuous", true)) && prediction == Prediction.V;
        var discrete = Process(values, SmallestSignalPower, inSinglePrecision: true, isToldLogSigma);
        var schedule = Conversion(values, ("use_karras_sigmas", "karras"), ("use_exponential_sigmas", "exponential"), ("use_beta_sigmas", "beta"));
        var isLogLinear = values.Choice("interpolation_type", "linear", ("linear", false), ("log_linear", true));
        var (min, max) = (values.OptionalNumber("sigma_min", 1e-9, 1e9), values.OptionalNumber("sigma_max", 1e-9, 1e9));
        if (min >= max) throw values.Wrong("sigma_min", "below sigma_max");
        if (sampler == "dpmpp_sde") values.Has("noise_sampler_seed"); // a run has a seed of its own

        // The log-linear grid ends at the smallest level by itself.
        var ends = EndsAtMinSigma(values) || (isLogLinear && schedule == "linear") ? discrete.MinSigma : 0;
        var options = schedule == "linear"
            ? spacing with { IsLogLinear = isLogLinear, FinalSigma = ends }
            : spacing with { SpansVisited = !isLogLinear, MinSigma = min, MaxSigma = max, FinalSigma = ends };

        // Two classes tell whole timesteps at karras levels, if not between them.
        if (schedule == "karras" && sampler is ("dpm_2" or "dpm_2_ancestral")) options = options with { Rounding = TimestepRounding.Nearest };

        // With both ends given no discrete level is ever visited.
        ForwardProcess process = discrete;
        if (isToldLogSigma && schedule != "linear" && min is { } smallest && max is { } largest)
            (process, options) = (new ElucidatedDiffusion(smallest, largest, sigmaData: 1), options with { SpansVisited = false });
        return new(process, prediction, schedule, options, sampler)
        {
            Solver = Clipping(values, clips: false),
            InitialNoise = spacing.Spacing == TimestepSpacing.Leading ? InitialNoise.Marginal : InitialNoise.Level,
        };
    }
}
