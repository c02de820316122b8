using Scumble.Tensors;

namespace Scumble.Imaging;

/// <summary>The distances that a depth control picture shows as white and as black.</summary>
/// <param name="NearMetres">White.</param>
/// <param name="FarMetres">Black.</param>
public readonly record struct DepthRange(float NearMetres, float FarMetres)
{
    /// <summary>The share of what was drawn that lies within a range that is found.</summary>
    public const double DefaultKeep = 0.98;

    /// <summary>The settings of the extractor depth that fix this range, so that frames agree.</summary>
    public IReadOnlyDictionary<string, double> Settings => new Dictionary<string, double> { ["near"] = NearMetres, ["far"] = FarMetres };

    /// <summary>The range that the extractor depth uses in a view: what its settings fix, and found where they are 0 or not named. Waits for the device; null where nothing was drawn.</summary>
    /// <param name="ops">The verbs.</param>
    /// <param name="input">With depth.</param>
    /// <param name="settings">The extractor's.</param>
    public static DepthRange? Find(IImageOps ops, ExtractorInput input, IReadOnlyDictionary<string, double> settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return Find(ops, input, settings.GetValueOrDefault("keep", DefaultKeep)) is { } found ? new(Fixed("near") ?? found.NearMetres, Fixed("far") ?? found.FarMetres) : null;

        float? Fixed(string end) => settings.GetValueOrDefault(end) is > 0 and var metres ? (float)metres : null;
    }

    /// <summary>The range that the extractor depth finds in a view, to look at or to fix. Waits for the device; null where nothing was drawn.</summary>
    /// <param name="ops">The verbs.</param>
    /// <param name="input">With depth.</param>
    /// <param name="keep">The share of what was drawn that lies within.</param>
    public static DepthRange? Find(IImageOps ops, ExtractorInput input, double keep = DefaultKeep)
    {
        ArgumentNullException.ThrowIfNull(ops);
        ArgumentNullException.ThrowIfNull(input);
        using var range = ops.Tensors.Create(new(2), ElementType.Float32);
        ops.Quantiles(range, input.Depth ?? throw new ArgumentException("There is no depth.", nameof(input)), (float)((1 - keep) / 2), (float)((1 + keep) / 2));
        var ends = new float[2];
        ops.Tensors.Download(range, ends);
        if (!(ends[1] > 0)) return null;
        return new(Metres(ends[1]), Metres(ends[0]));

        float Metres(float inverse) => input.Convention?.MetresAt(inverse) ?? 1 / inverse;
    }
}
