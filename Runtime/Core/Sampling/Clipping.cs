namespace Scumble.Sampling;

/// <summary>How an estimate of x0 is kept in range. Immutable.</summary>
public sealed record Clipping
{
    /// <summary>The largest absolute value, above 0; with a <see cref="Quantile"/> the least that it may be.</summary>
    public double Range { get; init; } = 1;

    /// <summary>
    /// Dynamic thresholding (C. Saharia et al., "Photorealistic text-to-image diffusion models with deep language understanding",
    /// 2022): each item of the batch is clipped at this quantile of its absolute values and divided by it. Null: no.
    /// </summary>
    public double? Quantile { get; init; }

    /// <summary>The largest threshold of dynamic thresholding.</summary>
    public double MaxRange { get; init; } = 1;

    /// <summary>Whether the noise stays what it was estimated as, and does not follow the clipped x0 (DDIM's way).</summary>
    public bool KeepsNoise { get; init; }
}
