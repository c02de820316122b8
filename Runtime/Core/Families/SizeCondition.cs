namespace Scumble.Families;

/// <summary>
/// What SDXL was told about each training picture (D. Podell et al., "SDXL", 2023, section 2.2): its size before scaling, where it was
/// cropped, and the size that it was scaled to. Null is the size that is generated, or no crop. Immutable.
/// </summary>
public sealed record SizeCondition
{
    /// <summary>Width before scaling, in pixels.</summary>
    public int? OriginalWidth { get; init; }

    /// <summary>Height before scaling, in pixels.</summary>
    public int? OriginalHeight { get; init; }

    /// <summary>Pixels cut off at the left; 0, as by default, shows the subject whole.</summary>
    public int? CropLeft { get; init; }

    /// <summary>Pixels cut off at the top; 0, as by default, shows the subject whole.</summary>
    public int? CropTop { get; init; }

    /// <summary>Width after scaling, in pixels.</summary>
    public int? TargetWidth { get; init; }

    /// <summary>Height after scaling, in pixels.</summary>
    public int? TargetHeight { get; init; }

    /// <summary>The same with what is null taken from another.</summary>
    public SizeCondition Or(SizeCondition other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new()
        {
            OriginalWidth = OriginalWidth ?? other.OriginalWidth,
            OriginalHeight = OriginalHeight ?? other.OriginalHeight,
            CropLeft = CropLeft ?? other.CropLeft,
            CropTop = CropTop ?? other.CropTop,
            TargetWidth = TargetWidth ?? other.TargetWidth,
            TargetHeight = TargetHeight ?? other.TargetHeight,
        };
    }
}
