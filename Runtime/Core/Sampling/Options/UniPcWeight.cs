namespace Scumble.Sampling;

/// <summary>B(h) of UniPC (Zhao et al. 2023, section 3.3).</summary>
public enum UniPcWeight
{
    /// <summary>B1(h) = h.</summary>
    H,

    /// <summary>B2(h) = e^h - 1.</summary>
    ExpM1,
}
