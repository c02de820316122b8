using Scumble.Imaging;
using Scumble.Tensors;

namespace Scumble.Vulkan;

/// <summary>Blur, derivatives and resampling, each aware of the axes that repeat.</summary>
public sealed partial class VulkanImageOps
{
    /// <inheritdoc/>
    public void GaussianBlur(Tensor target, Tensor source, float sigma, TileMode tile)
    {
        ImageChecks.GaussianBlur(target, source, sigma);
        var (to, from) = Apart(target, source);
        var rows = Scratch(0, from.Shape.ElementCount);
        var arguments = Arguments(to, from, tile, sigma);
        Run("gaussian_blur", arguments with { Target = 0, Flags = 0 }, rows, from.Live);
        Run("gaussian_blur", arguments with { Source = 0, Flags = 1 }, to.Live, rows);
    }

    /// <inheritdoc/>
    public void Sobel(Tensor gx, Tensor gy, Tensor grey, TileMode tile)
    {
        ImageChecks.Sobel(gx, gy, grey);
        var (x, from) = Apart(gx, grey);
        var (y, _) = Apart(gy, grey);
        Run("sobel", Arguments(x, from, tile) with { Second = (uint)y.FirstElement }, x.Live, from.Live, y.Live);
    }

    /// <inheritdoc/>
    public void Resize(Tensor target, Tensor source, TileMode tile)
    {
        ImageChecks.Resize(target, source);
        var (to, from) = Apart(target, source);
        var (width, height) = (from.Shape[1], to.Shape[0]);
        var columns = Scratch(0, (long)width * height * from.Shape[2]); // [new h, old w, channels]
        var arguments = Arguments(to, from, tile);
        Run("resize", arguments with { Width = width, Target = 0, Flags = 1 }, columns, from.Live);
        Run("resize", arguments with { SourceHeight = height, Source = 0, Flags = 0, B = 1 }, to.Live, columns);
    }
}
