using Scumble.Imaging;
using Scumble.Tensors;

namespace Scumble.Stages;

/// <summary>Pictures of a request as planes on the device of a run, Float32. Each result is new and the caller's.</summary>
public static class PicturePlanes
{
    // Large enough that the smallest step of a float below one half is far outside of 0..1.
    private const double Steep = 1L << 40;

    private const double HalfWhite = 0.5;

    /// <summary>Red, green and blue of a picture on a canvas, its edges continued over the rest: each value v as a v + b, [1, 3, h, w].</summary>
    public static Tensor Rgb(ITensorOps ops, PictureSource picture, Canvas canvas, double a, double b, PictureFit fit = PictureFit.Cover) =>
        Place(ops, 3, picture, canvas, fit, a, b);

    /// <summary>A mask on a canvas, [1, 1, h, w]: 1 where it is at least half white, else 0. One in host memory that is made smaller is white wherever any of its pixels is.</summary>
    public static Tensor Mask(ITensorOps ops, PictureSource picture, Canvas canvas, PictureFit fit = PictureFit.Cover)
    {
        ArgumentNullException.ThrowIfNull(picture);
        var mask = Place(ops, 1, picture, canvas, fit, 1, -HalfWhite); // [1, 1, h, w]
        // v - 1/2 is 0 or above where it is white: made steep, moved up by one and clamped, nothing is left between 0 and 1.
        using var ones = ops.Ones(mask.Shape);
        ops.Combine(mask, Steep, mask, 1, ones);
        ops.Clamp(mask, mask, 0, 1);
        return mask;
    }

    /// <summary>A mask as a latent reads it, [1, c, h, w].</summary>
    /// <param name="ops">The arithmetic.</param>
    /// <param name="mask">[1, 1, rows, columns] of 0 and 1.</param>
    /// <param name="latent">The shape of the result.</param>
    /// <param name="rule">Whether any pixel of a place masks it, or its first.</param>
    public static Tensor ForLatent(ITensorOps ops, Tensor mask, TensorShape latent, MaskRule rule = MaskRule.Pixels)
    {
        ArgumentNullException.ThrowIfNull(ops);
        ArgumentNullException.ThrowIfNull(mask);
        var (height, width) = (mask.Shape[2], mask.Shape[3]);
        if (rule == MaskRule.Latent) return Gathered(ops, mask, latent, (y, x) => (y * height / latent[2] * width) + (x * width / latent[3]));

        // Any pixel: rows first, then columns.
        using var rows = Any(new TensorShape(1, 1, latent[2], width), mask, height, latent[2], (y, x, k) => (Pixel(y, k, height, latent[2]) * width) + x);
        using var places = Any(new TensorShape(1, 1, latent[2], latent[3]), rows, width, latent[3], (y, x, k) => (y * width) + Pixel(x, k, width, latent[3]));
        return Gathered(ops, places, latent, (y, x) => (y * latent[3]) + x);

        Tensor Any(TensorShape shape, Tensor from, int pixels, int count, Func<int, int, int, int> index)
        {
            var sum = ops.Create(shape, ElementType.Float32);
            for (var k = 0; k < (pixels + count - 1) / count; k++)
            {
                using var one = Gathered(ops, from, shape, (y, x) => index(y, x, k));
                ops.Combine(sum, 1, sum, 1, one);
            }
            ops.Clamp(sum, sum, 0, 1);
            return sum;
        }

        // The k-th pixel of a place, or its last.
        static int Pixel(int place, int k, int pixels, int count) => Math.Min((place * pixels / count) + k, ((place + 1) * pixels / count) - 1);
    }

    /// <summary>A mask that falls off outside of itself: 1 where it is 1, and 0 from <paramref name="width"/> + 1 pixels off, evenly between; [1, 1, h, w].</summary>
    /// <param name="ops">The arithmetic.</param>
    /// <param name="mask">[1, 1, h, w] of 0 and 1.</param>
    /// <param name="width">Pixels, 0 for a copy.</param>
    /// <param name="tile">The axes on which it goes on at the other side.</param>
    public static Tensor Feather(ITensorOps ops, Tensor mask, int width, TileMode tile)
    {
        ArgumentNullException.ThrowIfNull(ops);
        ArgumentNullException.ThrowIfNull(mask);
        ArgumentOutOfRangeException.ThrowIfNegative(width);
        var (rows, columns, shape) = (mask.Shape[2], mask.Shape[3], mask.Shape);
        var soft = ops.Create(shape, ElementType.Float32);
        ops.Copy(soft, mask);
        if (width == 0) return soft;
        using var grown = ops.Create(shape, ElementType.Float32);
        using var before = ops.Create(shape, ElementType.Float32);
        using var after = ops.Create(shape, ElementType.Float32);
        using var left = Indices(ops, shape, (y, x) => (y * columns) + Wrap.Index(x - 1, columns, Wrap.X(tile)));
        using var right = Indices(ops, shape, (y, x) => (y * columns) + Wrap.Index(x + 1, columns, Wrap.X(tile)));
        using var up = Indices(ops, shape, (y, x) => (Wrap.Index(y - 1, rows, Wrap.Y(tile)) * columns) + x);
        using var down = Indices(ops, shape, (y, x) => (Wrap.Index(y + 1, rows, Wrap.Y(tile)) * columns) + x);
        ops.Copy(grown, mask);
        for (var pixel = 0; pixel < width; pixel++)
        {
            foreach (var (one, other) in new[] { (left, right), (up, down) })
            {
                ops.Gather(before, grown, one);
                ops.Gather(after, grown, other);
                ops.Combine(grown, 1, grown, 1, before, 1, after);
                ops.Clamp(grown, grown, 0, 1);
            }
            ops.Combine(soft, 1, soft, 1, grown);
        }
        ops.Scale(soft, 1.0 / (width + 1), soft);
        return soft;
    }

    /// <summary>A picture whose masked part is 0, [1, 3, h, w].</summary>
    public static Tensor Around(ITensorOps ops, Tensor planes, Tensor mask)
    {
        ArgumentNullException.ThrowIfNull(ops);
        ArgumentNullException.ThrowIfNull(planes);
        ArgumentNullException.ThrowIfNull(mask);
        var around = ops.Create(planes.Shape, ElementType.Float32);
        Lay(ops, planes, mask, around, 0);
        return around;
    }

    /// <summary>Lays a picture over three channels of a target where a mask is 0, and in part where it is between.</summary>
    /// <param name="ops">The arithmetic.</param>
    /// <param name="picture">[1, 3, h, w].</param>
    /// <param name="mask">[1, 1, h, w], 0..1.</param>
    /// <param name="target">[1, channels, h, w]; changed.</param>
    /// <param name="first">The first of the target's three channels.</param>
    internal static void Lay(ITensorOps ops, Tensor picture, Tensor mask, Tensor target, int first)
    {
        var plane = new TensorShape(1, mask.Shape[2], mask.Shape[3]);
        using var weights = ops.Reshape(mask, plane);
        using var colours = ops.Reshape(picture, plane.WithLeading(3));
        using var channels = ops.Reshape(target, plane.WithLeading(target.Shape[1]));
        for (var c = 0; c < 3; c++)
        {
            using var colour = ops.View(colours, c, 1);
            using var channel = ops.View(channels, first + c, 1);
            ops.Blend(channel, weights, channel, colour);
        }
    }

    // What reaches over the window is written whole, and cut from its middle.
    private static Tensor Place(ITensorOps ops, int channels, PictureSource picture, Canvas canvas, PictureFit fit, double a, double b)
    {
        ArgumentNullException.ThrowIfNull(ops);
        ArgumentNullException.ThrowIfNull(picture);
        var (window, place) = (canvas.Window, PictureFitting.Place(picture, canvas.Window, fit));
        var shape = new TensorShape(1, channels, canvas.Height, canvas.Width);
        if (channels == 1) picture = picture.AsMask(place.Width, place.Height);
        if (place.Width <= window.Width && place.Height <= window.Height)
        {
            var planes = ops.Create(shape, ElementType.Float32); // [1, channels, h, w]
            picture.Write(ops, planes, place, a, b);
            return planes;
        }
        using var whole = ops.Create(new TensorShape(1, channels, place.Height, place.Width), ElementType.Float32);
        picture.Write(ops, whole, new CropWindow(0, 0, place.Width, place.Height), a, b);
        using var flat = ops.Reshape(whole, new TensorShape(channels, place.Height, place.Width));
        var cut = ops.Create(shape, ElementType.Float32); // [1, channels, h, w]
        using var cuts = ops.Reshape(cut, new TensorShape(channels, canvas.Height, canvas.Width));
        using var indices = Indices(ops, new TensorShape(1, canvas.Height, canvas.Width), (y, x) =>
            ((Math.Clamp(y - window.Y, 0, window.Height - 1) + window.Y - place.Y) * place.Width) + Math.Clamp(x - window.X, 0, window.Width - 1) + window.X - place.X);
        for (var c = 0; c < channels; c++)
        {
            using var from = ops.View(flat, c, 1);
            using var to = ops.View(cuts, c, 1);
            ops.Gather(to, from, indices);
        }
        return cut;
    }

    private static Tensor Gathered(ITensorOps ops, Tensor source, TensorShape shape, Func<int, int, int> index)
    {
        using var indices = Indices(ops, shape, index);
        var gathered = ops.Create(shape, ElementType.Float32);
        ops.Gather(gathered, source, indices);
        return gathered;
    }

    // One index for each element of [..., h, w], by row and column.
    private static Tensor Indices(ITensorOps ops, TensorShape shape, Func<int, int, int> index)
    {
        var (rows, columns) = (shape[shape.Rank - 2], shape[shape.Rank - 1]);
        var values = new int[shape.ElementCount];
        for (var i = 0; i < values.Length; i++) values[i] = index(i / columns % rows, i % columns);
        var indices = ops.Create(shape, ElementType.Int32);
        ops.UploadIndices(indices, values);
        return indices;
    }
}
