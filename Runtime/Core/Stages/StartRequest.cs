namespace Scumble.Stages;

/// <summary>A picture to start from, instead of noise alone. Immutable.</summary>
public sealed record StartRequest
{
    /// <summary>The picture; its size is the default size.</summary>
    public PictureSource? Image { get; init; }

    /// <summary>Where <see cref="Image"/> may change: white is made anew, black stays.</summary>
    public PictureSource? Mask { get; init; }

    /// <summary>How much of <see cref="Image"/> may change, above 0 to 1; 0.8 by default, 1 under a mask.</summary>
    public double? Strength { get; init; }
}
