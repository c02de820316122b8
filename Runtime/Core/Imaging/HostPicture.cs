using Scumble.Tensors;

namespace Scumble.Imaging;

/// <summary>A picture in host memory: its planes are made there, and uploaded.</summary>
/// <param name="image">Not copied; not to be changed.</param>
internal sealed class HostPicture(Image image) : IPicture
{
    /// <summary>The picture itself.</summary>
    public Image Image => image;

    public int Width => image.Width;

    public int Height => image.Height;

    public void Write(ITensorOps ops, Tensor planes, CropWindow window, double a, double b)
    {
        ArgumentNullException.ThrowIfNull(ops);
        ImageChecks.RequireCanvas(planes, window);
        ops.Upload(planes, Planes.OnCanvas(planes.Shape[1] == 1 ? Transparency.Mask(image) : Transparency.Flatten(image), planes.Shape, window, a, b));
    }
}
