namespace Scumble.Sampling;

/// <summary>
/// What a network predicts for its input z = a x0 + s noise. For processes with a standard deviation of the data
/// (<see cref="ForwardProcess.SigmaData"/>) x0 is meant in its units.
/// </summary>
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

    /// <summary>x0 - noise, the velocity of a flow whose time runs from noise to data.</summary>
    InvertedFlow,

    /// <summary>-noise / s, the gradient of the log-density of z (Song et al. 2021).</summary>
    Score,

    /// <summary>F of D = c_skip x + c_out F with c_skip and c_out of EDM (Karras et al. 2022): -v.</summary>
    Preconditioned,

    /// <summary>F of the same form, with c_skip = 1 and c_out = 0 at the smallest noise level (Song et al. 2023).</summary>
    Consistency,
}
