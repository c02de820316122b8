using Scumble.Materials;
using Scumble.Tensors;

namespace Scumble.Stages;

/// <summary>Black stays: pixels outside of a mask become the source's own again, whatever the autoencoder lost. On the run's device.</summary>
internal static class KeptPixels
{
    /// <summary>Writes the source over what a decoder gave, outside of the mask and its feather. Of a material only the base colour: of the rest no source is known.</summary>
    /// <param name="ops">The arithmetic.</param>
    /// <param name="decoded">[1, channels, h, w], -1..1; changed.</param>
    /// <param name="resolved">The request.</param>
    /// <param name="layout">Which channels are the base colour; null of plain pictures.</param>
    public static void Restore(ITensorOps ops, Tensor decoded, ResolvedRequest resolved, MaterialLayout? layout)
    {
        var (start, canvas) = (resolved.Request.Start, resolved.Canvas);
        if (start.Image is null || start.Mask is null || start.MaskRule == MaskRule.Latent) return;
        using var source = PicturePlanes.Rgb(ops, start.Image, canvas, 2, -1, start.Fit!.Value); // [1, 3, h, w]
        using var mask = PicturePlanes.Mask(ops, start.Mask, canvas, start.Fit.Value); // [1, 1, h, w]
        using var soft = PicturePlanes.Feather(ops, mask, start.Feather!.Value, resolved.Request.Tile!.Value);
        PicturePlanes.Lay(ops, source, soft, decoded, layout?.FirstChannel(MaterialMap.BaseColor) ?? 0);
    }
}
