namespace Scumble.Families;

/// <summary>What a model uses where a request says nothing, and what it can make.</summary>
public sealed record ModelDefaults
{
    /// <summary>Denoising steps.</summary>
    public required int Steps { get; init; }

    /// <summary>Guidance scale; 1 is off.</summary>
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

    /// <summary>Whether the model was trained on pictures whose edges meet.</summary>
    public bool Repeats { get; init; }

    /// <summary>Whether its graphs can be changed so that the edges of pictures meet: all that they know of places is what convolutions see beyond an edge.</summary>
    public bool CanRepeat { get; init; }

    /// <summary>Whether the network takes the guidance scale as an input, instead of being called for a negative prompt too.</summary>
    public bool EmbedsGuidance { get; init; }

    /// <summary>Whether words say what to show.</summary>
    public bool TakesPrompt { get; init; } = true;

    /// <summary>Whether the network reads layers of CLIP's text encoders, of which some can be skipped.</summary>
    public bool SkipsLayers { get; init; }

    /// <summary>Whether the network is told sizes besides the prompt.</summary>
    public bool TakesSize { get; init; }

    /// <summary>Number of classes that can be shown, where classes say it; 0 elsewhere.</summary>
    public int ClassCount { get; init; }
}
