using Scumble.Sampling;

namespace Scumble.Models;

internal static partial class SchedulerClasses
{
    internal static SchedulerClass Ddim { get; } = Add(new AlphaScheduler("DDIMScheduler", "ddim") { FixedStride = true, EndsClean = true, Clips = true });

    internal static SchedulerClass DdimParallel { get; } = Add(new AlphaScheduler("DDIMParallelScheduler", "ddim") { FixedStride = true, EndsClean = true, Clips = true });

    internal static SchedulerClass DdimInverse { get; } =
        Add(new AlphaScheduler("DDIMInverseScheduler", "ddim_inverse") { FixedStride = true, EndsClean = true, Clips = true });

    internal static SchedulerClass Ddpm { get; } = Add(new AlphaScheduler("DDPMScheduler", "ddpm") { EndsClean = true, Clips = true });

    internal static SchedulerClass DdpmParallel { get; } = Add(new AlphaScheduler("DDPMParallelScheduler", "ddpm") { EndsClean = true, Clips = true });

    internal static SchedulerClass Pndm { get; } = Add(new AlphaScheduler("PNDMScheduler", "pndm") { FixedStride = true });
}

/// <summary>The schedulers that work on abar at whole timesteps: samples keep their variance, and the first ones of DDIM and PNDM keep their stride.</summary>
internal sealed class AlphaScheduler(string name, string sampler) : BetaScheduler
{
    public override string Name => name;

    /// <summary>Whether each step goes down by T / n timesteps, whatever is visited next.</summary>
    public bool FixedStride { get; init; }

    /// <summary>The class's default of set_alpha_to_one.</summary>
    public bool EndsClean { get; init; }

    /// <summary>The class's default of clip_sample.</summary>
    public bool Clips { get; init; }

    public override SchedulerConfig Read(ConfigValues values)
    {
        var process = Process(values, DiscreteDiffusion.PureNoise);
        var endsClean = sampler == "ddpm" || values.Flag("set_alpha_to_one", values.Flag("set_alpha_to_zero", EndsClean));
        var variance = sampler != "ddpm" ? null : values.Choice("variance_type", "fixed_small", ("fixed_small", "fixed_small"), ("fixed_small_log", "fixed_small_log"),
            ("fixed_large", "fixed_large"), ("fixed_large_log", "fixed_large_log"), ("learned", "learned"), ("learned_range", "learned_range"));
        return new(process, PredictionOf(values), "linear", Spacing(values, "leading") with
        {
            Rounding = TimestepRounding.Nearest,
            FixedStride = FixedStride,
            FinalSigma = endsClean ? 0 : process.MinSigma,
        }, sampler == "pndm" && values.Flag("skip_prk_steps", false) ? "plms" : sampler)
        {
            InitialNoise = InitialNoise.UnitInput,
            HasLearnedVariance = variance is "learned" or "learned_range",
            Solver = sampler == "pndm" ? new() : Clipping(values, Clips) with { Variance = variance },
        };
    }
}
