using Scumble.Families;
using Scumble.Imaging;
using Scumble.Materials;
using Scumble.Tensors;

namespace Scumble.Stages;

/// <summary>Decoded channels to pictures and maps in host memory. On a device, <see cref="ITextureTarget"/> takes its place.</summary>
/// <param name="model">The model: it says which channel is which map.</param>
/// <param name="ops">The arithmetic of its backend.</param>
public sealed class DeriveStage(OpenModel model, ITensorOps ops)
{
    /// <summary>The picture in a window of what a decoder gave: RGB, sRGB-encoded.</summary>
    /// <param name="decoded">[1, channels, h, w], -1..1.</param>
    /// <param name="window">The part that is the picture.</param>
    public Image Picture(Tensor decoded, CropWindow window) => window.Cut(ops, decoded, 0, 3);

    /// <summary>The material's maps in a window of what a decoder gave, normal and occlusion derived from height; null for models of plain pictures.</summary>
    /// <param name="decoded">[1, channels, h, w], -1..1.</param>
    /// <param name="window">The part that is the material.</param>
    /// <param name="tile">The axes on which it repeats.</param>
    public MaterialMaps? Maps(Tensor decoded, CropWindow window, TileMode tile)
    {
        ArgumentNullException.ThrowIfNull(decoded);
        if (model.Abilities.Layout is not { } layout) return null;
        if (decoded is CpuTensor<float> host) return Cut(host);
        using var planes = new CpuTensor<float>(decoded.Shape); // [1, channels, h, w]
        ops.Download(decoded, planes.Span);
        return Cut(planes);

        MaterialMaps Cut(CpuTensor<float> from) => MaterialMaps.FromPlanes(from, layout, window.X, window.Y, window.Width, window.Height, tile);
    }
}
