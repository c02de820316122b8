using System.Numerics;
using Scumble.Tensors;

namespace Scumble.Imaging;

/// <summary>The verbs on the host: each is the function of its name, on pictures that are <see cref="CpuTensor{T}"/> of float. One thread.</summary>
public sealed partial class CpuImageOps : IImageOps
{
    /// <inheritdoc/>
    public ITensorOps Tensors { get; } = new CpuTensorOps();

    /// <summary>Ends blurs, resampling, occlusion and <see cref="Shade"/> between two rows, with an <see cref="OperationCanceledException"/>; the target is then as it was.</summary>
    public CancellationToken Cancellation { get; set; }

    /// <summary>The picture in host memory as an <see cref="Image"/>, copied.</summary>
    public static Image ToImage(Tensor picture)
    {
        ImageChecks.RequirePicture(picture);
        var image = new Image(picture.Shape[1], picture.Shape[0], picture.Shape[2]);
        Values(picture).CopyTo(image.Pixels);
        return image;
    }

    /// <inheritdoc/>
    public void GaussianBlur(Tensor target, Tensor source, float sigma, TileMode tile)
    {
        ImageChecks.GaussianBlur(target, source, sigma);
        Store(target, Imaging.GaussianBlur.Create(ToImage(source), sigma, tile, Cancellation));
    }

    /// <inheritdoc/>
    public void GradientEnergy(Tensor energy, Tensor picture, TileMode tile)
    {
        ImageChecks.GradientEnergy(energy, picture);
        Store(energy, Imaging.GradientEnergy.Create(ToImage(picture), tile));
    }

    /// <inheritdoc/>
    public void ColourMatrix(Tensor target, Tensor source, Matrix4x4 matrix)
    {
        ImageChecks.ColourMatrix(target, source);
        Store(target, Imaging.ColourMatrix.Apply(ToImage(source), matrix));
    }

    /// <inheritdoc/>
    public void Resize(Tensor target, Tensor source, TileMode tile)
    {
        ImageChecks.Resize(target, source);
        Store(target, Imaging.Resize.To(ToImage(source), target.Shape[1], target.Shape[0], tile, Cancellation));
    }

    /// <inheritdoc/>
    public void Canny(Tensor edges, Tensor grey, int low, int high, TileMode tile)
    {
        ImageChecks.Canny(edges, grey, low, high);
        Store(edges, Imaging.Canny.Create(ToImage(grey), low, high, tile));
    }

    /// <inheritdoc/>
    public void Range(Tensor range, Tensor source)
    {
        ImageChecks.Range(range, source);
        var found = ValueRange.Of(ToImage(source));
        (Values(range)[0], Values(range)[1]) = (found.Min, found.Max);
    }

    /// <inheritdoc/>
    public void Normalize(Tensor target, Tensor source, Tensor range)
    {
        ImageChecks.Normalize(target, source, range);
        Store(target, new ValueRange(Values(range)[0], Values(range)[1]).Normalize(ToImage(source)));
    }

    /// <inheritdoc/>
    public void NormalFromHeight(Tensor normal, Tensor height, TileMode tile, float depth)
    {
        ImageChecks.FromHeight(normal, 3, height, depth);
        Store(normal, Imaging.NormalFromHeight.Create(ToImage(height), tile, depth));
    }

    /// <inheritdoc/>
    public void OcclusionFromHeight(Tensor occlusion, Tensor height, TileMode tile, float depth)
    {
        ImageChecks.FromHeight(occlusion, 1, height, depth);
        Store(occlusion, Imaging.OcclusionFromHeight.Create(ToImage(height), tile, depth, Cancellation));
    }

    /// <inheritdoc/>
    public void FromPlanes(Tensor picture, Tensor planes, int firstChannel, int x, int y)
    {
        ImageChecks.FromPlanes(picture, planes, firstChannel, x, y);
        var (height, width, channels) = (picture.Shape[0], picture.Shape[1], picture.Shape[2]);
        var plane = planes.Shape[2] * planes.Shape[3];
        Store(picture, Planes.Cut(Values(planes).Slice(firstChannel * plane, channels * plane), planes.Shape[3], x, y, width, height, channels));
    }

    /// <inheritdoc/>
    public void ToPlanes(Tensor planes, Tensor picture, int x, int y, double a, double b)
    {
        ImageChecks.ToPlanes(planes, picture, x, y);
        var image = ToImage(picture);
        Planes.OnCanvas(image, planes.Shape, new CropWindow(x, y, image.Width, image.Height), a, b).CopyTo(Values(planes));
    }

    /// <inheritdoc/>
    public void Shade(Tensor target, PixelProgram program, TileMode tile, params ReadOnlySpan<Tensor> sources)
    {
        ImageChecks.Shade(target, program, sources);
        var images = new Image[sources.Length];
        for (var i = 0; i < images.Length; i++) images[i] = ToImage(sources[i]);
        Store(target, Imaging.Shade.Create(program, target.Shape[1], target.Shape[0], target.Shape[2], tile, images, Cancellation));
    }

    private static void Store(Tensor target, Image image) => image.Pixels.CopyTo(Values(target));

    private static Span<float> Values(Tensor tensor) => tensor is CpuTensor<float> ours ? ours.Span
        : throw new ArgumentException($"Expected a CpuTensor of float, found {tensor.GetType().Name} of {tensor.ElementType}.", nameof(tensor));
}
