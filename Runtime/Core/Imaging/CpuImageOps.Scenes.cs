using Scumble.Tensors;

namespace Scumble.Imaging;

/// <summary>What a scene's camera sees.</summary>
public sealed partial class CpuImageOps
{
    /// <inheritdoc/>
    public void LinearDepth(Tensor target, Tensor depth, DepthConvention convention, bool inverse)
    {
        ImageChecks.LinearDepth(target, depth, convention);
        Store(target, inverse ? Imaging.LinearDepth.ToInverse(ToImage(depth), convention) : Imaging.LinearDepth.ToMetres(ToImage(depth), convention));
    }

    /// <inheritdoc/>
    public void NormalFromDepth(Tensor normal, Tensor inverse, CameraRays rays)
    {
        ImageChecks.FromOne(normal, 3, inverse);
        Store(normal, Imaging.NormalFromDepth.Create(ToImage(inverse), rays));
    }

    /// <inheritdoc/>
    public void GeometryEdges(Tensor edges, Tensor? inverse, Tensor? normal, Tensor? ids, float depthStep, float normalStep)
    {
        ImageChecks.GeometryEdges(edges, inverse, normal, ids, depthStep, normalStep);
        Store(edges, Imaging.GeometryEdges.Create(OrNull(inverse), OrNull(normal), OrNull(ids), depthStep, normalStep));

        static Image? OrNull(Tensor? tensor) => tensor is null ? null : ToImage(tensor);
    }

    /// <inheritdoc/>
    public void ColourIds(Tensor colours, Tensor ids, bool isColour)
    {
        ImageChecks.FromOne(colours, 3, ids);
        Store(colours, Imaging.ColourIds.Create(ToImage(ids), isColour));
    }

    /// <inheritdoc/>
    public void Reproject(Tensor target, Tensor known, Tensor picture, Tensor seen, Tensor inverse, CameraMotion motion, float tolerance, float share)
    {
        ImageChecks.Reproject(target, known, picture, seen, inverse, tolerance, share);
        var (carried, isKnown) = Imaging.Reproject.Create(ToImage(picture), ToImage(seen), ToImage(inverse), ToImage(target), motion, tolerance, share);
        Store(target, carried);
        Store(known, isKnown);
    }

    /// <inheritdoc/>
    public void Quantiles(Tensor range, Tensor source, float low, float high)
    {
        ImageChecks.Quantiles(range, source, low, high);
        var found = Imaging.Quantiles.Of(ToImage(source), low, high);
        (Values(range)[0], Values(range)[1]) = (found.Min, found.Max);
    }
}
