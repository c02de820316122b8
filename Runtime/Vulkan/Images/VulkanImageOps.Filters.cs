using Scumble.Imaging;
using Scumble.Tensors;

namespace Scumble.Vulkan;

/// <summary>Blur, derivatives and resampling, each aware of the axes that repeat.</summary>
public sealed partial class VulkanImageOps
{
    /// <summary>The twin of <see cref="Imaging.GaussianBlur.Create"/>.</summary>
    /// <param name="target">Like <paramref name="source"/>.</param>
    /// <param name="source">A picture.</param>
    /// <param name="sigma">The standard deviation in pixels, above 0 and at most <see cref="Imaging.GaussianBlur.MaxSigma"/>.</param>
    /// <param name="tile">The axes that repeat.</param>
    public void GaussianBlur(Tensor target, Tensor source, float sigma, TileMode tile)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sigma);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(sigma, Imaging.GaussianBlur.MaxSigma);
        var from = Picture(source);
        var to = Picture(target, from.Shape[2]);
        RequireSize(to, from);
        var rows = Scratch(0, from.Shape.ElementCount);
        var arguments = Arguments(to, from, tile, sigma);
        Run("gaussian_blur", arguments with { Target = 0, Flags = 0 }, rows, from.Live);
        Run("gaussian_blur", arguments with { Source = 0, Flags = 1 }, to.Live, rows);
    }

    /// <summary>The twin of <see cref="Imaging.Sobel.Create"/>.</summary>
    /// <param name="gx">[h, w, 1].</param>
    /// <param name="gy">[h, w, 1].</param>
    /// <param name="grey">[h, w, 1].</param>
    /// <param name="tile">The axes that repeat.</param>
    public void Sobel(Tensor gx, Tensor gy, Tensor grey, TileMode tile)
    {
        var (x, y, from) = (Picture(gx, 1), Picture(gy, 1), Picture(grey, 1));
        RequireSize(x, from);
        RequireSize(y, from);
        Run("sobel", Arguments(x, from, tile) with { Second = (uint)y.FirstElement }, x.Live, from.Live, y.Live);
    }

    /// <summary>The twin of <see cref="Imaging.Resize.To"/>: the target's size is the new size.</summary>
    /// <param name="target">[new h, new w, channels of the source].</param>
    /// <param name="source">A picture.</param>
    /// <param name="tile">The axes that repeat.</param>
    public void Resize(Tensor target, Tensor source, TileMode tile)
    {
        var from = Picture(source);
        var to = Picture(target, from.Shape[2]);
        if (to.Live == from.Live) throw new ArgumentException("The target and the source are the same memory.", nameof(target));
        var (width, height) = (from.Shape[1], to.Shape[0]);
        var columns = Scratch(0, (long)width * height * from.Shape[2]); // [new h, old w, channels]
        var arguments = Arguments(to, from, tile);
        Run("resize", arguments with { Width = width, Target = 0, Flags = 1 }, columns, from.Live);
        Run("resize", arguments with { SourceHeight = height, Source = 0, Flags = 0, B = 1 }, to.Live, columns);
    }
}
