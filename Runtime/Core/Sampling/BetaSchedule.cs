namespace Scumble.Sampling;

/// <summary>How the variances beta of a discrete diffusion grow over its training timesteps.</summary>
public enum BetaSchedule
{
    /// <summary>Evenly spaced (Ho et al. 2020).</summary>
    Linear,

    /// <summary>Square roots evenly spaced (Rombach et al. 2022).</summary>
    ScaledLinear,
}
