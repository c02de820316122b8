using Scumble.Families;

namespace Scumble.Studio;

/// <summary>What there is to know of a model before it is opened.</summary>
internal sealed record ModelCard
{
    /// <summary>What requests call it.</summary>
    public required string Id { get; init; }

    /// <summary>Its family's name.</summary>
    public string? Family { get; init; }

    /// <summary>Steps where a request says nothing.</summary>
    public int Steps { get; init; }

    /// <summary>Guidance scale where a request says nothing.</summary>
    public double GuidanceScale { get; init; }

    /// <summary>Sampler where a request says nothing.</summary>
    public string? Sampler { get; init; }

    /// <summary>Schedule where a request says nothing.</summary>
    public string? Schedule { get; init; }

    /// <summary>Width where a request says nothing, in pixels.</summary>
    public int Width { get; init; }

    /// <summary>Height where a request says nothing, in pixels.</summary>
    public int Height { get; init; }

    /// <summary>Edges are multiples of this many pixels.</summary>
    public int SizeMultiple { get; init; }

    /// <summary>The smallest edge in pixels.</summary>
    public int MinSize { get; init; }

    /// <summary>The largest edge in pixels.</summary>
    public int MaxSize { get; init; }

    /// <summary>Whether it was trained on pictures whose edges meet.</summary>
    public bool Repeats { get; init; }

    /// <summary>What it can do, in a few words each.</summary>
    public IReadOnlyList<string> Abilities { get; init; } = [];

    /// <summary>Whether it makes something from nothing but words, or a class.</summary>
    public bool MakesAlone { get; init; }

    /// <summary>Whether it takes a picture to start from.</summary>
    public bool TakesImage { get; init; }

    /// <summary>Whether it changes a picture within a mask.</summary>
    public bool TakesMask { get; init; }

    /// <summary>Whether ControlNets steer it.</summary>
    public bool TakesControls { get; init; }

    /// <summary>Its own ControlNets, names of components.</summary>
    public IReadOnlyList<string> ControlNets { get; init; } = [];

    /// <summary>What keeps it from running.</summary>
    public IReadOnlyList<RunFault> Problems { get; init; } = [];

    /// <summary>The card of a folder.</summary>
    public static ModelCard Of(string id, ModelReport report)
    {
        var card = new ModelCard
        {
            Id = id,
            Family = report.Family?.Name,
            Abilities = report.Abilities,
            MakesAlone = report.Can is { Alone.IsThere: true },
            TakesImage = report.Can is { Image.IsThere: true },
            TakesMask = report.Can is { Mask.IsThere: true },
            TakesControls = report.Can is { Controls.IsThere: true },
            Problems = [.. report.Problems.Select(RunFault.Of)],
        };
        return report.Defaults is not { } defaults ? card : card with
        {
            Steps = defaults.Steps,
            GuidanceScale = defaults.GuidanceScale,
            Sampler = defaults.Sampler,
            Schedule = defaults.Schedule,
            Width = defaults.Width,
            Height = defaults.Height,
            SizeMultiple = defaults.SizeMultiple,
            MinSize = defaults.MinSize,
            MaxSize = defaults.MaxSize,
            Repeats = defaults.Repeats,
        };
    }
}
