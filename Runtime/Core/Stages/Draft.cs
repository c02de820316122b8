using Scumble.Families;

namespace Scumble.Stages;

/// <summary>What a quick look at a result may cost.</summary>
/// <param name="Edge">The longest edge of its pictures, in pixels.</param>
/// <param name="Steps">The most denoising steps.</param>
public sealed record Draft(int Edge, int Steps)
{
    /// <summary>How much smaller pictures become, 0 to 1.</summary>
    /// <param name="width">The width of the whole, in pixels.</param>
    /// <param name="height">The height of the whole, in pixels.</param>
    public double ScaleOf(int width, int height) => Math.Min(1, (double)Edge / Math.Max(width, height));

    /// <summary>
    /// A request that shows nearly the same sooner: as small and in as few steps as the draft says and the model can, and without the second half of the calls that
    /// guidance costs. Equal to the request where that is as quick.
    /// </summary>
    /// <param name="request">What is to be made in the end.</param>
    /// <param name="defaults">The model's.</param>
    public TextureRequest Of(TextureRequest request, ModelDefaults defaults)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(defaults);
        var (width, height) = (request.Width ?? defaults.Width, request.Height ?? defaults.Height);
        var scale = ScaleOf(width, height);
        return request with
        {
            Steps = (request.Steps ?? defaults.Steps) > Steps ? Steps : request.Steps,
            Guidance = defaults.EmbedsGuidance || (request.Guidance.Scale ?? defaults.GuidanceScale) == 1 ? request.Guidance : 1,
            Width = scale == 1 || defaults.FixedWidth is not null ? request.Width : Small(width),
            Height = scale == 1 || defaults.FixedHeight is not null ? request.Height : Small(height),
        };

        int Small(int edge) => Math.Max(defaults.MinSize, (int)(edge * scale) / defaults.SizeMultiple * defaults.SizeMultiple);
    }
}
