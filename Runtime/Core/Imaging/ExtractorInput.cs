using Scumble.Tensors;

namespace Scumble.Imaging;

/// <summary>
/// What extractors can read of one view: pictures of one size on one device, Float32. Whoever makes it keeps the tensors, unless
/// <see cref="Own"/> hands them over.
/// </summary>
public sealed class ExtractorInput : IDisposable
{
    private readonly List<IDisposable> _owned = [];

    /// <summary>[h, w, 1, 3 or 4], 0..1 as it should look (sRGB), or null.</summary>
    public Tensor? Photograph { get; init; }

    /// <summary>[h, w, 1], as <see cref="LinearDepth.ToInverse"/> gives it: near is great, 0 where nothing was drawn; or null.</summary>
    public Tensor? Depth { get; init; }

    /// <summary>What turned the depth buffer into <see cref="Depth"/>; null where that is not known, and metres then are one over it.</summary>
    public DepthConvention? Convention { get; init; }

    /// <summary>Where the pixels look; null where it is not known, and normals do not follow from depth.</summary>
    public CameraRays? Rays { get; init; }

    /// <summary>[h, w, 3], (n + 1) / 2 in the camera's space (x right, y up, z towards the viewer), 1/2 in all where nothing was drawn; or null.</summary>
    public Tensor? Normal { get; init; }

    /// <summary>[h, w, 1], whole numbers from 0 to <see cref="ColourIds.Limit"/> - 1, 0 where nothing was drawn; or null.</summary>
    public Tensor? Ids { get; init; }

    /// <summary>What should be known of how it came about, in whole sentences.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>What is there.</summary>
    public ExtractorReads Has =>
        (Photograph is null ? 0 : ExtractorReads.Photograph) | (Depth is null ? 0 : ExtractorReads.Depth)
        | (Normal is null ? 0 : ExtractorReads.Normal) | (Ids is null ? 0 : ExtractorReads.Ids);

    /// <summary>Any of the pictures, for its size; null if there is none.</summary>
    public Tensor? Any => Photograph ?? Depth ?? Normal ?? Ids;

    /// <summary>Of a photograph in host memory; transparency lies on its ground (<see cref="Transparency"/>).</summary>
    public static ExtractorInput FromPhotograph(IImageOps ops, Image photograph)
    {
        ArgumentNullException.ThrowIfNull(ops);
        var tensor = Transparency.Flatten(photograph).Upload(ops.Tensors);
        return new ExtractorInput { Photograph = tensor }.Own([tensor]);
    }

    /// <summary>Of a picture of objects in host memory (<see cref="SceneIds"/>).</summary>
    public static ExtractorInput FromIds(IImageOps ops, Image ids)
    {
        ArgumentNullException.ThrowIfNull(ops);
        ArgumentNullException.ThrowIfNull(ids);
        var tensor = ids.Upload(ops.Tensors);
        return new ExtractorInput { Ids = tensor }.Own([tensor]);
    }

    /// <summary>Hands over what this input was made of: it is disposed with it, the last first.</summary>
    public ExtractorInput Own(IEnumerable<IDisposable> parts)
    {
        _owned.AddRange(parts);
        return this;
    }

    /// <summary>Lets go of what it owns.</summary>
    public void Dispose()
    {
        for (var i = _owned.Count - 1; i >= 0; i--) _owned[i].Dispose();
        _owned.Clear();
    }
}
