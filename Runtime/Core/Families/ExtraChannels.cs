namespace Scumble.Families;

/// <summary>What a network reads behind the channels of the latent.</summary>
public enum ExtraChannels
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>A mask, and the latent of the picture around it: inpainting.</summary>
    MaskedPicture,

    /// <summary>The latent of a picture that is to be changed as words say.</summary>
    Picture,

    /// <summary>How near things are.</summary>
    Depth,
}
