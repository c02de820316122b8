using Scumble.Tensors;

namespace Scumble.Imaging;

/// <summary>The arguments of <see cref="IImageOps"/>, checked alike on every device.</summary>
public static partial class ImageChecks
{
    /// <summary>Of <see cref="IImageOps.GaussianBlur"/>.</summary>
    public static void GaussianBlur(Tensor target, Tensor source, float sigma)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sigma);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(sigma, Imaging.GaussianBlur.MaxSigma);
        Alike(target, source);
    }

    /// <summary>Of <see cref="IImageOps.GradientEnergy"/>.</summary>
    public static void GradientEnergy(Tensor energy, Tensor picture)
    {
        RequirePicture(picture);
        OfOneSize(energy, 1, picture, picture.Shape[2]);
    }

    /// <summary>Of <see cref="IImageOps.ColourMatrix"/>.</summary>
    public static void ColourMatrix(Tensor target, Tensor source) => OfOneSize(target, 3, source, 3);

    /// <summary>Of <see cref="IImageOps.Resize"/>.</summary>
    public static void Resize(Tensor target, Tensor source)
    {
        RequirePicture(source);
        RequirePicture(target, source.Shape[2]);
        RequireApart(target, source);
    }

    /// <summary>Of <see cref="IImageOps.Canny"/>.</summary>
    public static void Canny(Tensor edges, Tensor grey, int low, int high)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(low);
        ArgumentOutOfRangeException.ThrowIfLessThan(high, low);
        OfOneSize(edges, 1, grey, 1);
    }

    /// <summary>Of <see cref="IImageOps.Range"/>.</summary>
    public static void Range(Tensor range, Tensor source)
    {
        RequirePicture(source);
        RequireRange(range);
    }

    /// <summary>Of <see cref="IImageOps.Normalize"/>.</summary>
    public static void Normalize(Tensor target, Tensor source, Tensor range)
    {
        Alike(target, source);
        RequireRange(range);
    }

    /// <summary>Of <see cref="IImageOps.NormalFromHeight"/> and <see cref="IImageOps.OcclusionFromHeight"/>.</summary>
    /// <param name="target">[h, w, channels].</param>
    /// <param name="channels">3 for normals, 1 for occlusion.</param>
    /// <param name="height">[h, w, 1].</param>
    /// <param name="depth">Not negative.</param>
    public static void FromHeight(Tensor target, int channels, Tensor height, float depth)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(depth);
        OfOneSize(target, channels, height, 1);
    }

    /// <summary>Of <see cref="IImageOps.FromPlanes"/>.</summary>
    public static void FromPlanes(Tensor picture, Tensor planes, int firstChannel, int x, int y)
    {
        RequirePicture(picture);
        RequireFloats(planes);
        RequireWindow(planes.Shape, firstChannel, picture.Shape[2], x, y, picture.Shape[1], picture.Shape[0]);
    }

    /// <summary>Of <see cref="IImageOps.ToPlanes"/>.</summary>
    public static void ToPlanes(Tensor planes, Tensor picture, int x, int y)
    {
        RequirePicture(picture);
        RequireCanvas(planes, new CropWindow(x, y, picture.Shape[1], picture.Shape[0]));
        RequireApart(planes, picture);
    }

    /// <summary>Of <see cref="IImageOps.Shade"/>.</summary>
    public static void Shade(Tensor target, PixelProgram program, ReadOnlySpan<Tensor> sources)
    {
        ArgumentNullException.ThrowIfNull(program);
        RequirePicture(target);
        if (sources.Length < program.SourceCount || sources.Length > PixelProgram.MaxSources)
            throw new ArgumentException($"The program reads {program.SourceCount} source(s); found {sources.Length}.", nameof(sources));
        for (var i = 0; i < sources.Length; i++)
        {
            RequirePicture(sources[i]);
            RequireApart(target, sources[i]);
            if (program.ReadsInPlace(i) && (sources[i].Shape[0] != target.Shape[0] || sources[i].Shape[1] != target.Shape[1]))
                throw new ArgumentException($"The target is {target.Shape}, source {i} {sources[i].Shape}: height and width must be the same.", nameof(sources));
        }
    }

    /// <summary>Requires planes [1, 3, h, w] or [1, 1, h, w] of float32, with a window inside.</summary>
    public static void RequireCanvas(Tensor planes, CropWindow window)
    {
        RequireFloats(planes);
        var shape = planes.Shape;
        if (shape.Rank != 4 || shape[0] != 1 || shape[1] is not (1 or 3)) throw new ArgumentException($"Expected planes [1, 3 or 1, h, w], found {shape}.", nameof(planes));
        if (window.X < 0 || window.Y < 0 || window.Width < 1 || window.Height < 1 || window.X + window.Width > shape[3] || window.Y + window.Height > shape[2])
            throw new ArgumentException($"{window} does not lie inside of planes {shape}.", nameof(window));
    }

    /// <summary>Requires that a window lies inside of planes [1, channels, h, w].</summary>
    public static void RequireWindow(TensorShape planes, int firstChannel, int channels, int x, int y, int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(firstChannel);
        ArgumentOutOfRangeException.ThrowIfNegative(x);
        ArgumentOutOfRangeException.ThrowIfNegative(y);
        if (channels is not (1 or 3 or 4)) throw new ArgumentOutOfRangeException(nameof(channels), channels, "A picture takes 1, 3 or 4 channels.");
        if (planes.Rank != 4 || planes[0] != 1 || firstChannel + channels > planes[1] || y + height > planes[2] || x + width > planes[3])
            throw new ArgumentException($"Expected planes [1, {firstChannel + channels}, {y + height}, {x + width}] or more, found {planes}.", nameof(planes));
    }

    /// <summary>Requires a picture [h, w, channels] of float32.</summary>
    public static void RequirePicture(Tensor tensor, int? channels = null)
    {
        RequireFloats(tensor);
        var shape = tensor.Shape;
        if (shape.Rank != 3 || shape.ElementCount == 0 || !(channels is { } wanted ? shape[2] == wanted : shape[2] is 1 or 3 or 4))
            throw new ArgumentException($"Expected a picture [height, width, {(channels is { } c ? c : "1, 3 or 4")}], found {shape}.", nameof(tensor));
    }

    private static void Alike(Tensor target, Tensor source)
    {
        RequirePicture(source);
        OfOneSize(target, source.Shape[2], source, source.Shape[2]);
    }

    private static void OfOneSize(Tensor target, int targetChannels, Tensor source, int sourceChannels)
    {
        RequirePicture(target, targetChannels);
        RequirePicture(source, sourceChannels);
        RequireApart(target, source);
        if (target.Shape[0] != source.Shape[0] || target.Shape[1] != source.Shape[1])
            throw new ArgumentException($"The target is {target.Shape}, the source {source.Shape}: height and width must be the same.", nameof(target));
    }

    private static void RequireApart(Tensor target, Tensor source)
    {
        if (ReferenceEquals(target, source)) throw new ArgumentException("The target and the source are the same memory.", nameof(target));
    }

    private static void RequireRange(Tensor range)
    {
        RequireFloats(range);
        if (range.Shape.ElementCount != 2) throw new ArgumentException($"Expected a range [2], found {range.Shape}.", nameof(range));
    }

    private static void RequireFloats(Tensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        if (tensor.ElementType != ElementType.Float32) throw new ArgumentException($"Expected {ElementType.Float32}, found {tensor.ElementType}.", nameof(tensor));
    }
}
