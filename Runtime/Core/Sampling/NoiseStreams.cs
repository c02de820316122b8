namespace Scumble.Sampling;

/// <summary>Which stream of a seed's noise is used for what, so that no number is used twice.</summary>
public static class NoiseStreams
{
    private const int StepsPerDraw = 1 << 24;

    /// <summary>The initial latent.</summary>
    public const uint Initial = 0;

    /// <summary>The noise of draw <paramref name="draw"/>, 0 to 255, of step <paramref name="stepIndex"/>.</summary>
    public static uint Step(int stepIndex, int draw = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(stepIndex);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(stepIndex, StepsPerDraw - 1);
        ArgumentOutOfRangeException.ThrowIfNegative(draw);
        return checked((uint)stepIndex + 1 + (uint)draw * StepsPerDraw);
    }

    /// <summary>The seed of the Brownian path that belongs to a run's seed: another key, so that its streams are free.</summary>
    public static ulong BrownianSeed(ulong seed) => seed ^ 0xB5AD4ECEDA1CE2A9;

    /// <summary>The seed of the random probes that belong to a run's seed: another key, so that its streams are free.</summary>
    public static ulong ProbeSeed(ulong seed) => seed ^ 0x9E6C63D0876A9A47;

    /// <summary>The seed of the noise that pictures are encoded with, that belongs to a run's seed; its streams are <see cref="StartPicture"/>, <see cref="MaskedPicture"/> and <see cref="ControlPicture"/>.</summary>
    public static ulong EncodingSeed(ulong seed) => seed ^ 0x9E3779B97F4A7C15;

    /// <summary>The seed of a cascade's first network that belongs to a request's seed.</summary>
    public static ulong BaseSeed(ulong seed) => seed ^ 0xD1B54A32D192ED03;

    /// <summary>The picture that a run starts from, under <see cref="EncodingSeed"/>.</summary>
    public const uint StartPicture = 0;

    /// <summary>The picture around a mask, under <see cref="EncodingSeed"/>.</summary>
    public const uint MaskedPicture = 1;

    /// <summary>The picture of ControlNet <paramref name="index"/>, under <see cref="EncodingSeed"/>.</summary>
    public static uint ControlPicture(int index) => checked(MaskedPicture + 1 + (uint)index);
}
