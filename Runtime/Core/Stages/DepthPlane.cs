// R. Rombach et al., "High-resolution image synthesis with latent diffusion models", 2022, the depth-guided model of version 2: inverse depth as
// MiDaS estimates it, at the latent's size, its range stretched to -1..1:  d = 2 (D - min D) / (max D - min D) - 1
using Scumble.Diagnostics;
using Scumble.Imaging;
using Scumble.Tensors;

namespace Scumble.Stages;

/// <summary>A picture of depth as a network reads it behind the latent.</summary>
internal static class DepthPlane
{
    /// <summary>What requests call it, in the place of a ControlNet's name.</summary>
    public const string Name = "depth";

    /// <summary>The plane, [1, 1, h, w] of the latent, -1..1. New and the caller's. Waits for the device.</summary>
    /// <param name="ops">The arithmetic.</param>
    /// <param name="depth">The picture, bright where things are near.</param>
    /// <param name="canvas">Where the picture is made.</param>
    /// <param name="latent">The latent's shape.</param>
    /// <exception cref="InvalidRequestException">The picture is of one brightness.</exception>
    public static Tensor Of(ITensorOps ops, ControlRequest depth, Canvas canvas, TensorShape latent)
    {
        using var planes = PicturePlanes.Rgb(ops, depth.Image, canvas, 2, -1, depth.Fit!.Value); // [1, 3, rows, columns]
        var values = new float[planes.Shape.ElementCount];
        ops.Download(planes, values);
        var picture = Image.FromPlanes(values, canvas.Width, canvas.Height, 3);
        var grey = new Image(latent[3], latent[2], 1);
        Planes.Grey(picture, grey.Width, grey.Height).CopyTo(grey.Pixels);
        var range = ValueRange.Of(grey);
        if (range.Max - range.Min < 1e-6f)
            throw new InvalidRequestException("controls", $"The picture of depth '{depth.Image}' is of one brightness at the latent's {grey.Width}x{grey.Height}: it says nothing of depth.",
                "Name a picture that is bright where things are near, and dark where they are far.");
        var plane = ops.Create(new TensorShape(1, 1, latent[2], latent[3]), ElementType.Float32);
        var stretched = range.Normalize(grey).Pixels;
        for (var i = 0; i < stretched.Length; i++) stretched[i] = (2 * stretched[i]) - 1;
        ops.Upload(plane, stretched);
        return plane;
    }
}
