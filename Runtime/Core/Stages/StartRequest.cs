using Scumble.Imaging;

namespace Scumble.Stages;

/// <summary>A picture to start from, instead of noise alone. Immutable.</summary>
public sealed record StartRequest
{
    /// <summary>The widest <see cref="Feather"/>.</summary>
    public const int MaxFeather = 256;

    /// <summary>The picture; its size is the default size. Where it is transparent it lies on a ground (<see cref="Transparency"/>).</summary>
    public PictureSource? Image { get; init; }

    /// <summary>Where <see cref="Image"/> may change: white is made anew, black stays. A mask of one colour is read by its transparency.</summary>
    public PictureSource? Mask { get; init; }

    /// <summary>How much of <see cref="Image"/> may change, above 0 to 1; 0.8 by default, 1 under a mask.</summary>
    public double? Strength { get; init; }

    /// <summary>What becomes of pictures of other proportions; cover by default.</summary>
    public PictureFit? Fit { get; init; }

    /// <summary>What <see cref="Mask"/> decides; pixels by default.</summary>
    public MaskRule? MaskRule { get; init; }

    /// <summary>Pixels outside of <see cref="Mask"/> over which what was made goes over into the source, 0 to <see cref="MaxFeather"/>; 4 by default.</summary>
    public int? Feather { get; init; }
}
