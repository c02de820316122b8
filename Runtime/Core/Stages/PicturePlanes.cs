using Scumble.Tensors;

namespace Scumble.Stages;

/// <summary>Pictures of a request as planes on the device of a run, Float32. Each result is new and the caller's.</summary>
public static class PicturePlanes
{
    // Large enough that the smallest step of a float below one half is far outside of 0..1.
    private const double Steep = 1L << 40;

    private const double HalfWhite = 0.5;

    /// <summary>Red, green and blue of a picture on a canvas, its edges continued over the rest: each value v as a v + b, [1, 3, h, w].</summary>
    public static Tensor Rgb(ITensorOps ops, PictureSource picture, Canvas canvas, double a, double b)
    {
        ArgumentNullException.ThrowIfNull(ops);
        ArgumentNullException.ThrowIfNull(picture);
        var planes = ops.Create(new TensorShape(1, 3, canvas.Height, canvas.Width), ElementType.Float32); // [1, 3, h, w]
        picture.Write(ops, planes, canvas.Window, a, b);
        return planes;
    }

    /// <summary>A mask on a canvas, [1, 1, h, w]: 1 where it is at least half white, else 0.</summary>
    public static Tensor Mask(ITensorOps ops, PictureSource picture, Canvas canvas)
    {
        ArgumentNullException.ThrowIfNull(ops);
        ArgumentNullException.ThrowIfNull(picture);
        var mask = ops.Create(new TensorShape(1, 1, canvas.Height, canvas.Width), ElementType.Float32); // [1, 1, h, w]
        picture.Write(ops, mask, canvas.Window, 1, -HalfWhite);
        // v - 1/2 is 0 or above where it is white: made steep, moved up by one and clamped, nothing is left between 0 and 1.
        using var ones = Ones(ops, mask.Shape);
        ops.Combine(mask, Steep, mask, 1, ones);
        ops.Clamp(mask, mask, 0, 1);
        return mask;
    }

    /// <summary>A mask as a latent reads it, [1, c, h, w]: a place is masked if its first pixel is.</summary>
    public static Tensor ForLatent(ITensorOps ops, Tensor mask, TensorShape latent)
    {
        ArgumentNullException.ThrowIfNull(ops);
        ArgumentNullException.ThrowIfNull(mask);
        var (height, width) = (mask.Shape[2], mask.Shape[3]);
        var places = new int[latent.ElementCount];
        for (var i = 0; i < places.Length; i++)
        {
            var (y, x) = (i / latent[3] % latent[2], i % latent[3]);
            places[i] = (y * height / latent[2] * width) + (x * width / latent[3]);
        }
        var small = ops.Create(latent, ElementType.Float32);
        using var indices = ops.Create(latent, ElementType.Int32);
        ops.UploadIndices(indices, places);
        ops.Gather(small, mask, indices);
        return small;
    }

    /// <summary>A picture whose masked part is 0, [1, 3, h, w].</summary>
    public static Tensor Around(ITensorOps ops, Tensor planes, Tensor mask)
    {
        ArgumentNullException.ThrowIfNull(ops);
        ArgumentNullException.ThrowIfNull(planes);
        ArgumentNullException.ThrowIfNull(mask);
        var around = ops.Create(planes.Shape, ElementType.Float32);
        var plane = new TensorShape(1, mask.Shape[2], mask.Shape[3]);
        using var masks = ops.Reshape(mask, plane);
        using var colours = ops.Reshape(planes, plane.WithLeading(3));
        using var targets = ops.Reshape(around, plane.WithLeading(3));
        for (var c = 0; c < 3; c++)
        {
            using var colour = ops.View(colours, c, 1);
            using var target = ops.View(targets, c, 1);
            ops.Blend(target, masks, target, colour);
        }
        return around;
    }

    // exp(0): a constant without an upload
    private static Tensor Ones(ITensorOps ops, TensorShape shape)
    {
        var ones = ops.Create(shape, ElementType.Float32);
        ops.Exp(ones, 0, ones);
        return ones;
    }
}
