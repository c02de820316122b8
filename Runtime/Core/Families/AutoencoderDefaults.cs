namespace Scumble.Families;

/// <summary>What a family's autoencoders are like, where their configuration does not tell.</summary>
internal sealed record AutoencoderDefaults
{
    /// <summary>The denoiser's latent is (the encoder's - shift) times this.</summary>
    public required double ScalingFactor { get; init; }

    /// <summary>See <see cref="ScalingFactor"/>.</summary>
    public double ShiftFactor { get; init; }

    /// <summary>Channels of the level of full size.</summary>
    public int Width { get; init; } = 128;

    /// <summary>Whether the middle compares all places with each other.</summary>
    public bool Attends { get; init; } = true;
}
