namespace Scumble.Sampling;

/// <summary>Settings of samplers; each sampler reads those that have a meaning for it. Immutable.</summary>
public sealed record SamplerOptions
{
    /// <summary>Share of fresh noise for samplers with <see cref="Sampler.UsesEta"/>, 0 to 1: 0 is deterministic; null for the sampler's default.</summary>
    public double? Eta { get; init; }

    /// <summary>S_noise, the factor on all noise that a method adds, not negative.</summary>
    public double NoiseScale { get; init; } = 1;

    /// <summary>Whether noise is a Brownian path (<see cref="Sampling.BrownianNoise"/>) or independent; null for the sampler's default.</summary>
    public bool? BrownianNoise { get; init; }

    /// <summary>S_churn of Karras et al. 2022, not negative: noise added before model calls, over the whole run.</summary>
    public double Churn { get; init; }

    /// <summary>S_tmin: the smallest noise level that is churned, or at which SA-Solver adds noise.</summary>
    public double ChurnMin { get; init; }

    /// <summary>S_tmax: the largest noise level that is churned, or at which SA-Solver adds noise.</summary>
    public double ChurnMax { get; init; } = double.PositiveInfinity;

    /// <summary>The order of multistep methods, 1 to 6; more than a method knows counts as its most; null for the method's own.</summary>
    public int? Order { get; init; }

    /// <summary>The order of SA-Solver's corrector, likewise.</summary>
    public int? CorrectorOrder { get; init; }

    /// <summary>How second-order steps of the DPM-Solver family use the slope.</summary>
    public SolverType SolverType { get; init; }

    /// <summary>Whether multistep methods fall back to lower orders in the last steps of a short schedule, of which the run may be a part; a step to noise level 0 always does.</summary>
    public bool LowerOrderFinal { get; init; } = true;

    /// <summary>Whether the last step of the DPM-Solver family is of first order however long the run.</summary>
    public bool EulerAtFinal { get; init; }

    /// <summary>
    /// Whether third-order SDE-DPM-Solver++ does as diffusers does, whose sign of one term is wrong: to repeat its pictures.
    /// </summary>
    public bool ThirdOrderAsDiffusers { get; init; }

    /// <summary>
    /// Whether second-order SA-Solver integrates the slope as if the exponential were 1, as its authors' code does: to repeat its pictures. Long steps
    /// then overshoot.
    /// </summary>
    public bool StraightSecondOrder { get; init; }

    /// <summary>The quantity that multistep methods extrapolate, for those that leave the choice; null for the method's own.</summary>
    public Prediction? Extrapolated { get; init; }

    /// <summary>B(h) of UniPC.</summary>
    public UniPcWeight UniPcWeight { get; init; } = UniPcWeight.ExpM1;

    /// <summary>Steps of UniPC, from 0 in the whole schedule, whose end is not corrected.</summary>
    public IReadOnlyList<int> UncorrectedSteps { get; init; } = [];

    /// <summary>The variance of DDPM's steps.</summary>
    public DdpmVariance DdpmVariance { get; init; }

    /// <summary>Langevin steps at each noise level, not negative; null for the method's own number.</summary>
    public int? CorrectorSteps { get; init; }

    /// <summary>Signal-to-noise ratio of the predictor-corrector method's Langevin steps, above 0.</summary>
    public double CorrectorSnr { get; init; } = 0.15;

    /// <summary>Relative tolerance of adaptive steps, above 0.</summary>
    public double RelativeTolerance { get; init; } = 0.05;

    /// <summary>Absolute tolerance of adaptive steps, above 0.</summary>
    public double AbsoluteTolerance { get; init; } = 0.0078;

    /// <summary>Checks what does not depend on a sampler.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public void Validate()
    {
        if (Eta is { } eta && !(eta is >= 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(Eta), eta, "From 0 to 1.");
        if (Order is { } order && order is < 1 or > 6) throw new ArgumentOutOfRangeException(nameof(Order), order, "From 1 to 6.");
        if (CorrectorOrder is { } corrector && corrector is < 1 or > 6) throw new ArgumentOutOfRangeException(nameof(CorrectorOrder), corrector, "From 1 to 6.");
        RequireAtLeastZero(NoiseScale, nameof(NoiseScale));
        RequireAtLeastZero(Churn, nameof(Churn));
        RequireAtLeastZero(ChurnMin, nameof(ChurnMin));
        if (!(ChurnMax >= ChurnMin)) throw new ArgumentOutOfRangeException(nameof(ChurnMax), ChurnMax, $"At least {ChurnMin}.");
        RequireAtLeastZero(CorrectorSteps ?? 0, nameof(CorrectorSteps));
        RequireAboveZero(CorrectorSnr, nameof(CorrectorSnr));
        RequireAboveZero(RelativeTolerance, nameof(RelativeTolerance));
        RequireAboveZero(AbsoluteTolerance, nameof(AbsoluteTolerance));
    }

    private static void RequireAtLeastZero(double value, string name)
    {
        if (!(value >= 0 && double.IsFinite(value))) throw new ArgumentOutOfRangeException(name, value, "A finite number, not negative.");
    }

    private static void RequireAboveZero(double value, string name)
    {
        if (!(value > 0 && double.IsFinite(value))) throw new ArgumentOutOfRangeException(name, value, "A finite number above 0.");
    }
}
