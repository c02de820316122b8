namespace Scumble.Sampling;

/// <summary>Which timesteps a run visits (S. Lin et al., "Common diffusion noise schedules and sample steps are flawed", 2023, table 2).</summary>
public enum TimestepSpacing
{
    /// <summary>Multiples of T / n from the clean end: the noisiest timestep is left out.</summary>
    Leading,

    /// <summary>Multiples of T / n from the noisy end: the cleanest timesteps are left out.</summary>
    Trailing,

    /// <summary>Evenly spaced with both ends.</summary>
    Linspace,
}
