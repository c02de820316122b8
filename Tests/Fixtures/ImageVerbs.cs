using System.Numerics;
using Scumble.Imaging;
using Scumble.Tensors;

namespace Scumble.Tests.Fixtures;

/// <summary>The verbs of a device on pictures in host memory: pictures go up, results come down. Owns what it makes, and the verbs.</summary>
public sealed class ImageVerbs(IImageOps ops) : IDisposable
{
    private readonly List<Tensor> _alive = [];

    public IImageOps Ops => ops;

    public void Dispose()
    {
        _alive.ForEach(tensor => tensor.Dispose());
        (ops as IDisposable)?.Dispose();
    }

    public Image GaussianBlur(Image image, float sigma, TileMode tile) =>
        Filter(image, image.Width, image.Height, image.Channels, (target, source) => ops.GaussianBlur(target, source, sigma, tile));

    public Image GradientEnergy(Image image, TileMode tile) =>
        Filter(image, image.Width, image.Height, 1, (target, source) => ops.GradientEnergy(target, source, tile));

    public Image ColourMatrix(Image image, Matrix4x4 matrix) =>
        Filter(image, image.Width, image.Height, 3, (target, source) => ops.ColourMatrix(target, source, matrix));

    public Image Resize(Image image, int width, int height, TileMode tile) =>
        Filter(image, width, height, image.Channels, (target, source) => ops.Resize(target, source, tile));

    public Image Canny(Image grey, int low, int high, TileMode tile) =>
        Filter(grey, grey.Width, grey.Height, 1, (target, source) => ops.Canny(target, source, low, high, tile));

    public Image LinearDepth(Image depth, DepthConvention convention, bool inverse) =>
        Filter(depth, depth.Width, depth.Height, 1, (target, source) => ops.LinearDepth(target, source, convention, inverse));

    public Image NormalFromDepth(Image inverse, CameraRays rays) =>
        Filter(inverse, inverse.Width, inverse.Height, 3, (target, source) => ops.NormalFromDepth(target, source, rays));

    public Image GeometryEdges(Image? inverse, Image? normal, Image? ids, float depthStep, float normalStep)
    {
        var size = (inverse ?? normal ?? ids)!;
        var edges = New(size.Width, size.Height, 1);
        ops.GeometryEdges(edges, OrNull(inverse), OrNull(normal), OrNull(ids), depthStep, normalStep);
        return Down(edges);

        Tensor? OrNull(Image? image) => image is null ? null : Up(image);
    }

    public Image ColourIds(Image ids, bool isColour) => Filter(ids, ids.Width, ids.Height, 3, (target, source) => ops.ColourIds(target, source, isColour));

    public (Image Picture, Image Known) Reproject(Image picture, Image seen, Image inverse, Image otherwise, CameraMotion motion, float tolerance, float share = 1)
    {
        var (target, known) = (Up(otherwise), New(picture.Width, picture.Height, 1));
        ops.Reproject(target, known, Up(picture), Up(seen), Up(inverse), motion, tolerance, share);
        return (Down(target), Down(known));
    }

    public ValueRange Quantiles(Image image, float low, float high)
    {
        var range = Keep(ops.Tensors.Create(new(2), ElementType.Float32));
        ops.Quantiles(range, Up(image), low, high);
        var values = new float[2];
        ops.Tensors.Download(range, values);
        return new(values[0], values[1]);
    }

    public ValueRange Range(Image image)
    {
        var range = Keep(ops.Tensors.Create(new(2), ElementType.Float32));
        ops.Range(range, Up(image));
        var values = new float[2];
        ops.Tensors.Download(range, values);
        return new(values[0], values[1]);
    }

    public Image Normalize(Image image) => Filter(image, image.Width, image.Height, image.Channels, (target, source) =>
    {
        var range = Keep(ops.Tensors.Create(new(2), ElementType.Float32));
        ops.Range(range, source);
        ops.Normalize(target, source, range);
    });

    public Image NormalFromHeight(Image height, TileMode tile, float depth) =>
        Filter(height, height.Width, height.Height, 3, (target, source) => ops.NormalFromHeight(target, source, tile, depth));

    public Image OcclusionFromHeight(Image height, TileMode tile, float depth) =>
        Filter(height, height.Width, height.Height, 1, (target, source) => ops.OcclusionFromHeight(target, source, tile, depth));

    public Image FromPlanes(float[] planes, TensorShape shape, int first, int x, int y, int width, int height, int channels)
    {
        var (tensor, picture) = (Keep(ops.Tensors.Create(shape, ElementType.Float32)), New(width, height, channels));
        ops.Tensors.Upload(tensor, planes);
        ops.FromPlanes(picture, tensor, first, x, y);
        return Down(picture);
    }

    public float[] ToPlanes(Image image, TensorShape shape, int x, int y, double a, double b)
    {
        var planes = Keep(ops.Tensors.Create(shape, ElementType.Float32));
        ops.ToPlanes(planes, Up(image), x, y, a, b);
        var values = new float[shape.ElementCount];
        ops.Tensors.Download(planes, values);
        return values;
    }

    /// <summary>A picture of zeros, in the middle of a larger tensor, so that offsets count.</summary>
    public Tensor New(int width, int height, int channels) =>
        Keep(ops.Tensors.View(Keep(ops.Tensors.Create(new(height + 2, width, channels), ElementType.Float32)), 1, height));

    public Tensor Up(Image image)
    {
        var tensor = New(image.Width, image.Height, image.Channels);
        ops.Tensors.Upload(tensor, image.Pixels);
        return tensor;
    }

    private Image Down(Tensor tensor) => Image.Download(ops.Tensors, tensor);

    private Image Filter(Image image, int width, int height, int channels, Action<Tensor, Tensor> run)
    {
        var target = New(width, height, channels);
        run(target, Up(image));
        return Down(target);
    }

    private Tensor Keep(Tensor tensor)
    {
        _alive.Insert(0, tensor);
        return tensor;
    }
}
