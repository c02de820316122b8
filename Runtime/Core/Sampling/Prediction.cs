namespace Scumble.Sampling;

/// <summary>What a network predicts for its input z = a x0 + s noise.</summary>
public enum Prediction
{
    /// <summary>noise (Ho et al. 2020).</summary>
    Epsilon,

    /// <summary>a noise - s x0 (Salimans and Ho 2022).</summary>
    V,

    /// <summary>x0.</summary>
    Sample,

    /// <summary>noise - x0, the velocity of rectified flow (Liu et al. 2022).</summary>
    Flow,
}
