namespace Scumble.Sampling;

/// <summary>Which stream of a seed's noise is used for what, so that no number is used twice.</summary>
public static class NoiseStreams
{
    /// <summary>The initial latent.</summary>
    public const uint Initial = 0;

    /// <summary>The noise added by step <paramref name="stepIndex"/>.</summary>
    public static uint Step(int stepIndex) => checked((uint)stepIndex + 1);

    /// <summary>The seed of the random probes that belong to a run's seed: another key, so that its streams are free.</summary>
    public static ulong ProbeSeed(ulong seed) => seed ^ 0x9E6C63D0876A9A47;
}
