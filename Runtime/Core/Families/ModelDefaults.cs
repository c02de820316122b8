using Scumble.Inference;
using Scumble.Models;

namespace Scumble.Families;

/// <summary>What a model uses where a request says nothing, and what it can make.</summary>
public sealed record ModelDefaults
{
    /// <summary>Denoising steps.</summary>
    public required int Steps { get; init; }

    /// <summary>Guidance scale; 1 is off.</summary>
    public required double GuidanceScale { get; init; }

    /// <summary>How closely to keep to the picture, of networks that read the one that they change; 1 is off. Null for others.</summary>
    public double? ImageGuidanceScale { get; init; }

    /// <summary>The sampler's id.</summary>
    public required string Sampler { get; init; }

    /// <summary>The schedule's id.</summary>
    public required string Schedule { get; init; }

    /// <summary>Width and height in pixels, unless the graphs fix them.</summary>
    public required int Size { get; init; }

    /// <summary>The only width in pixels, where the graphs were exported for one; else null.</summary>
    public int? FixedWidth { get; init; }

    /// <summary>The only height in pixels, likewise.</summary>
    public int? FixedHeight { get; init; }

    /// <summary>The width in pixels where a request says nothing.</summary>
    public int Width => FixedWidth ?? Size;

    /// <summary>The height in pixels where a request says nothing.</summary>
    public int Height => FixedHeight ?? Size;

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

    /// <summary>The largest guidance scale that such a network was taught, from 1 on; null where nothing says it.</summary>
    public double? TaughtGuidance { get; init; }

    /// <summary>Whether the network is told where a step ends and answers for the whole of it: exact in Euler's method alone.</summary>
    public bool TakesWholeSteps { get; init; }

    /// <summary>Whether words say what to show.</summary>
    public bool TakesPrompt { get; init; } = true;

    /// <summary>Whether the network reads layers of CLIP's text encoders, of which some can be skipped.</summary>
    public bool SkipsLayers { get; init; }

    /// <summary>Whether the network is told sizes besides the prompt.</summary>
    public bool TakesSize { get; init; }

    /// <summary>Number of classes that can be shown, where classes say it; 0 elsewhere.</summary>
    public int ClassCount { get; init; }

    /// <summary>The same for graphs whose inputs may be of one size: the first that fixes an axis decides it.</summary>
    /// <param name="downscale">Pixels for each place of the inputs.</param>
    /// <param name="components">What reads a latent or a picture, and the names of that input.</param>
    /// <exception cref="Diagnostics.ScumbleException">A graph is damaged.</exception>
    internal ModelDefaults FixedBy(int downscale, params ReadOnlySpan<(ModelComponent Component, IReadOnlyList<string> Names)> components)
    {
        var (width, height) = (FixedWidth, FixedHeight);
        foreach (var (component, names) in components)
        {
            if (!component.HasGraph || component.Header.Inputs.Find(names) is not { Dimensions: [_, _, var h, var w] }) continue;
            width ??= w > 0 ? w * downscale : null;
            height ??= h > 0 ? h * downscale : null;
        }
        return this with { FixedWidth = width, FixedHeight = height };
    }
}
