namespace Scumble.Stages;

/// <summary>What a mask decides.</summary>
public enum MaskRule
{
    /// <summary>
    /// Every pixel: a place of the latent changes where any of its pixels is white, and pixels outside of the mask and its feather are the
    /// source's own after decoding.
    /// </summary>
    Pixels,

    /// <summary>Places of the latent, as the reference has it: the first pixel of each decides, and all pixels are what the decoder makes.</summary>
    Latent,
}
