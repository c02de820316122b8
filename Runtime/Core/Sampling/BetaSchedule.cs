namespace Scumble.Sampling;

/// <summary>How the variances beta of a discrete diffusion grow over its training timesteps (<see cref="Betas"/>).</summary>
public enum BetaSchedule
{
    /// <summary>Evenly spaced (Ho et al. 2020).</summary>
    Linear,

    /// <summary>Square roots evenly spaced (Rombach et al. 2022).</summary>
    ScaledLinear,

    /// <summary>From a squared cosine of abar (Nichol and Dhariwal 2021); has no start and end.</summary>
    SquaredCosine,

    /// <summary>A logistic curve from start to end (Xu et al. 2022).</summary>
    Sigmoid,

    /// <summary>abar = exp(-12 t); has no start and end.</summary>
    Exponential,

    /// <summary>log SNR is Laplace-distributed over time (Hang et al. 2024); has no start and end.</summary>
    Laplace,
}
