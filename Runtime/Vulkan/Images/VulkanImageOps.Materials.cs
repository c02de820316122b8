using Scumble.Imaging;
using Scumble.Tensors;

namespace Scumble.Vulkan;

/// <summary>From planes to pictures and back, and maps that follow from a height map.</summary>
public sealed partial class VulkanImageOps
{
    private Tensor? _halves;
    private Tensor? _indices;
    private (TensorShape Picture, TensorShape Planes, int First, int X, int Y) _indexed;

    /// <inheritdoc/>
    public void NormalFromHeight(Tensor normal, Tensor height, TileMode tile, float depth)
    {
        ImageChecks.FromHeight(normal, 3, height, depth);
        var (to, from) = Apart(normal, height);
        Run("normal_from_height", Arguments(to, from, tile, depth) with { Channels = 3 }, to.Live, from.Live);
    }

    /// <inheritdoc/>
    public void OcclusionFromHeight(Tensor occlusion, Tensor height, TileMode tile, float depth)
    {
        ImageChecks.FromHeight(occlusion, 1, height, depth);
        var (to, from) = Apart(occlusion, height);
        Run("occlusion_from_height", Arguments(to, from, tile, depth), to.Live, from.Live);
    }

    /// <inheritdoc/>
    public void FromPlanes(Tensor picture, Tensor planes, int firstChannel, int x, int y)
    {
        ImageChecks.FromPlanes(picture, planes, firstChannel, x, y);
        Apart(picture, planes);
        var (channels, rows, columns) = (planes.Shape[1], planes.Shape[2], planes.Shape[3]);
        var halves = Halves(picture.Shape);
        if (picture.Shape == new TensorShape(rows, columns, 1))
        {
            using var all = Tensors.Reshape(planes, new TensorShape(channels, rows, columns));
            using var plane = Tensors.View(all, firstChannel, 1);
            using var whole = Tensors.Reshape(plane, picture.Shape);
            Tensors.Combine(picture, 0.5, whole, 1, halves);
        }
        else
        {
            Tensors.Gather(picture, planes, Indices(picture.Shape, planes.Shape, firstChannel, x, y));
            Tensors.Combine(picture, 0.5, picture, 1, halves);
        }
        Tensors.Clamp(picture, picture, 0, 1);
    }

    /// <inheritdoc/>
    public void ToPlanes(Tensor planes, Tensor picture, int x, int y, double a, double b)
    {
        ImageChecks.ToPlanes(planes, picture, x, y);
        var (to, from) = Apart(planes, picture);
        var arguments = new PlanesArguments
        {
            Width = to.Shape[3],
            Height = to.Shape[2],
            SourceWidth = from.Shape[1],
            SourceHeight = from.Shape[0],
            X = x,
            Y = y,
            Channels = from.Shape[2],
            Planes = to.Shape[1],
            Target = (uint)to.FirstElement,
            Source = (uint)from.FirstElement,
            A = (float)a,
            B = (float)b,
        };
        Run(_device.Kernels["to_planes"], arguments, arguments.Width, arguments.Height, [to.Live, from.Live], []);
    }

    // exp(0) / 2: a constant without an upload
    private Tensor Halves(TensorShape shape)
    {
        if (_halves?.Shape == shape) return _halves;
        _halves?.Dispose();
        _halves = Tensors.Create(shape, ElementType.Float32);
        Tensors.Exp(_halves, 0, _halves);
        Tensors.Scale(_halves, 0.5, _halves);
        return _halves;
    }

    // Where each value of the picture stands in the planes; the same from one texture to the next.
    private Tensor Indices(TensorShape picture, TensorShape planes, int first, int x, int y)
    {
        if (_indices is not null && _indexed == (picture, planes, first, x, y)) return _indices;
        _indices?.Dispose();
        _indices = Tensors.Create(picture, ElementType.Int32);
        var (width, channels, indices) = (picture[1], picture[2], new int[picture.ElementCount]);
        for (var i = 0; i < indices.Length; i++)
        {
            var (place, channel) = (i / channels, first + (i % channels));
            indices[i] = (((channel * planes[2]) + y + (place / width)) * planes[3]) + x + (place % width);
        }
        Tensors.UploadIndices(_indices, indices);
        _indexed = (picture, planes, first, x, y);
        return _indices;
    }
}
