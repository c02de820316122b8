using Scumble.Sampling;

namespace Scumble.Models;

/// <summary>What a scheduler's file says about its sampler, in the file's terms; null and false where it says nothing.</summary>
public sealed record SolverSettings
{
    /// <summary>solver_order.</summary>
    public int? Order { get; init; }

    /// <summary>corrector_order of SA-Solver.</summary>
    public int? CorrectorOrder { get; init; }

    /// <summary>s_churn of Karras et al. 2022.</summary>
    public double Churn { get; init; }

    /// <summary>The smallest noise level at which noise is added: s_min, or where tau of SA-Solver ends.</summary>
    public double ChurnMin { get; init; }

    /// <summary>The largest noise level at which noise is added: s_max, or where tau of SA-Solver begins.</summary>
    public double ChurnMax { get; init; } = double.PositiveInfinity;

    /// <summary>solver_type: "midpoint", "heun", "bh1", "bh2", "logrho".</summary>
    public string? Variant { get; init; }

    /// <summary>Whether the solver extrapolates the noise (algorithm_type "dpmsolver", predict_x0 false) and not the data.</summary>
    public bool ExtrapolatesNoise { get; init; }

    /// <summary>lower_order_final.</summary>
    public bool LowersFinalOrder { get; init; }

    /// <summary>euler_at_final.</summary>
    public bool EndsWithEuler { get; init; }

    /// <summary>disable_corrector: the steps whose result is not corrected.</summary>
    public IReadOnlyList<int> UncorrectedSteps { get; init; } = [];

    /// <summary>variance_type of DDPM: "fixed_small", "fixed_large", their "_log", "learned", "learned_range".</summary>
    public string? Variance { get; init; }

    /// <summary>clip_sample_range where clip_sample: estimates of x0 are clipped to this absolute value.</summary>
    public double? ClipRange { get; init; }

    /// <summary>dynamic_thresholding_ratio where thresholding.</summary>
    public double? ThresholdRatio { get; init; }

    /// <summary>sample_max_value where thresholding.</summary>
    public double? ThresholdMax { get; init; }

    /// <summary>timestep_scaling of latent consistency models.</summary>
    public double? TimestepScaling { get; init; }

    /// <summary>s_noise: the factor on fresh noise.</summary>
    public double? NoiseScale { get; init; }

    /// <summary>snr of the Langevin corrector.</summary>
    public double? CorrectorSnr { get; init; }

    /// <summary>correct_steps of the Langevin corrector.</summary>
    public int? CorrectorSteps { get; init; }

    /// <summary>How estimates of x0 are clipped; null where they are not.</summary>
    public Clipping? Clipping =>
        ThresholdRatio is { } ratio ? new() { Quantile = ratio, MaxRange = ThresholdMax ?? 1 }
        : ClipRange is { } range ? new() { Range = range }
        : null;

    /// <summary>The sampler's options.</summary>
    /// <exception cref="InvalidOperationException">The variance is one that no run survives.</exception>
    public SamplerOptions ToOptions() => new()
    {
        Order = Order,
        CorrectorOrder = CorrectorOrder,
        Churn = Churn,
        ChurnMin = ChurnMin,
        ChurnMax = ChurnMax,
        SolverType = Variant == "heun" ? SolverType.Heun : SolverType.Midpoint,
        UniPcWeight = Variant == "bh1" ? UniPcWeight.H : UniPcWeight.ExpM1,
        Extrapolated = ExtrapolatesNoise ? Prediction.Epsilon : null,
        LowerOrderFinal = LowersFinalOrder,
        EulerAtFinal = EndsWithEuler,
        ThirdOrderAsDiffusers = true,
        StraightSecondOrder = true,
        UncorrectedSteps = UncorrectedSteps,
        DdpmVariance = Variance switch
        {
            null or "fixed_small" or "fixed_small_log" => DdpmVariance.FixedSmall,
            "fixed_large" => DdpmVariance.FixedLarge,
            "learned" => DdpmVariance.Learned,
            "learned_range" => DdpmVariance.LearnedRange,
            _ => throw new InvalidOperationException($"The variance '{Variance}' is the logarithm of a number below 1: its root is no number."),
        },
        CorrectorSteps = CorrectorSteps,
        CorrectorSnr = CorrectorSnr ?? 0.15,
        NoiseScale = NoiseScale ?? 1,
    };
}
