namespace Scumble.Families;

/// <summary>What a model uses where a request says nothing, and the sizes that it can make.</summary>
public sealed record ModelDefaults
{
    /// <summary>Denoising steps.</summary>
    public required int Steps { get; init; }

    /// <summary>Classifier-free guidance scale; 1 is off.</summary>
    public required double GuidanceScale { get; init; }

    /// <summary>The sampler's id.</summary>
    public required string Sampler { get; init; }

    /// <summary>The schedule's id.</summary>
    public required string Schedule { get; init; }

    /// <summary>Width and height in pixels.</summary>
    public required int Size { get; init; }

    /// <summary>Width and height are multiples of this many pixels.</summary>
    public required int SizeMultiple { get; init; }

    /// <summary>The smallest width and height in pixels.</summary>
    public required int MinSize { get; init; }

    /// <summary>The largest width and height in pixels.</summary>
    public required int MaxSize { get; init; }
}
