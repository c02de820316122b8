using Scumble.Imaging;
using Scumble.Tensors;

namespace Scumble.Vulkan;

/// <summary>From planes to pictures and back, and maps that follow from a height map.</summary>
public sealed partial class VulkanImageOps
{
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
        var (to, from) = Apart(picture, planes);
        var arguments = new PlanesArguments
        {
            Width = to.Shape[1],
            Height = to.Shape[0],
            SourceWidth = from.Shape[3],
            SourceHeight = from.Shape[2],
            X = x,
            Y = y,
            Channels = to.Shape[2],
            Planes = firstChannel,
            Target = (uint)to.FirstElement,
            Source = (uint)from.FirstElement,
        };
        Run(_device.Kernels["from_planes"], arguments, arguments.Width, arguments.Height, [to.Live, from.Live], []);
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
}
