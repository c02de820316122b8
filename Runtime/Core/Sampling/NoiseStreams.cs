namespace Scumble.Sampling;

/// <summary>Which stream of a seed's noise is used for what, so that no number is used twice.</summary>
public static class NoiseStreams
{
    /// <summary>The initial latent.</summary>
    public const uint Initial = 0;

    /// <summary>The noise added by step <paramref name="stepIndex"/>.</summary>
    public static uint Step(int stepIndex) => checked((uint)stepIndex + 1);

    /// <summary>The signs of a random probe, from above all steps.</summary>
    public static uint Probe(int index) => checked((uint)index + 0x8000_0001);
}
