using Scumble.Tensors;

namespace Scumble.Imaging;

/// <summary>What a scene's camera sees.</summary>
public static partial class ImageChecks
{
    /// <summary>Of <see cref="IImageOps.LinearDepth"/>.</summary>
    public static void LinearDepth(Tensor target, Tensor depth, DepthConvention convention)
    {
        ArgumentNullException.ThrowIfNull(convention);
        convention.Validate();
        OfOneSize(target, 1, depth, 1);
    }

    /// <summary>Of <see cref="IImageOps.NormalFromDepth"/> and <see cref="IImageOps.ColourIds"/>.</summary>
    /// <param name="target">[h, w, channels].</param>
    /// <param name="channels">What the target has.</param>
    /// <param name="source">[h, w, 1].</param>
    public static void FromOne(Tensor target, int channels, Tensor source) => OfOneSize(target, channels, source, 1);

    /// <summary>Of <see cref="IImageOps.GeometryEdges"/>.</summary>
    public static void GeometryEdges(Tensor edges, Tensor? inverse, Tensor? normal, Tensor? ids, float depthStep, float normalStep)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(depthStep);
        ArgumentOutOfRangeException.ThrowIfNegative(normalStep);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(normalStep, 1);
        if ((inverse ?? normal ?? ids) is null) throw new ArgumentException("Edges follow from depth, normals or ids; there is none.", nameof(inverse));
        if (inverse is not null) OfOneSize(edges, 1, inverse, 1);
        if (normal is not null) OfOneSize(edges, 1, normal, 3);
        if (ids is not null) OfOneSize(edges, 1, ids, 1);
    }

    /// <summary>Of <see cref="IImageOps.Reproject"/>.</summary>
    public static void Reproject(Tensor target, Tensor known, Tensor picture, Tensor seen, Tensor inverse, float tolerance, float share)
    {
        Imaging.Reproject.Check(tolerance, share);
        Alike(target, picture);
        OfOneSize(target, picture.Shape[2], seen, 1);
        OfOneSize(target, picture.Shape[2], inverse, 1);
        foreach (var source in new[] { picture, seen, inverse }) OfOneSize(known, 1, source, source.Shape[2]);
        RequireApart(target, known);
    }

    /// <summary>Of <see cref="IImageOps.Quantiles"/>.</summary>
    public static void Quantiles(Tensor range, Tensor source, float low, float high)
    {
        Imaging.Quantiles.Check(low, high);
        Range(range, source);
    }
}
