using Scumble.Imaging;
using Scumble.Tensors;

namespace Scumble.Vulkan;

/// <summary>Maps that follow from a height map.</summary>
public sealed partial class VulkanImageOps
{
    /// <summary>The twin of <see cref="Scumble.Materials.NormalFromHeight.Create"/>.</summary>
    /// <param name="normal">[h, w, 3], (n + 1) / 2.</param>
    /// <param name="height">[h, w, 1].</param>
    /// <param name="tile">The axes that repeat.</param>
    /// <param name="depth">How many pixels a height difference of 1 spans.</param>
    public void NormalFromHeight(Tensor normal, Tensor height, TileMode tile, float depth)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(depth);
        var (to, from) = (Picture(normal, 3), Picture(height, 1));
        RequireSize(to, from);
        Run("normal_from_height", Arguments(to, from, tile, depth) with { Channels = 3 }, to.Live, from.Live);
    }

    /// <summary>The twin of <see cref="Scumble.Materials.OcclusionFromHeight.Create"/>.</summary>
    /// <param name="occlusion">[h, w, 1]; 1 is open sky.</param>
    /// <param name="height">[h, w, 1].</param>
    /// <param name="tile">The axes that repeat.</param>
    /// <param name="depth">How many pixels a height difference of 1 spans.</param>
    public void OcclusionFromHeight(Tensor occlusion, Tensor height, TileMode tile, float depth)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(depth);
        var (to, from) = (Picture(occlusion, 1), Picture(height, 1));
        RequireSize(to, from);
        Run("occlusion_from_height", Arguments(to, from, tile, depth), to.Live, from.Live);
    }
}
