namespace Scumble.Sampling;

/// <summary>The variance of a step of DDPM.</summary>
public enum DdpmVariance
{
    /// <summary>That of the posterior given x0 (Ho et al. 2020): right for data without spread.</summary>
    FixedSmall,

    /// <summary>That of the forward step (Ho et al. 2020): right for data of unit variance.</summary>
    FixedLarge,

    /// <summary>Between the two, as the network says (Nichol and Dhariwal 2021).</summary>
    LearnedRange,

    /// <summary>What the network says.</summary>
    Learned,
}
