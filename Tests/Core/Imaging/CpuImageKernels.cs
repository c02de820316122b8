using Scumble.Imaging;
using Scumble.Tests.Contracts;

namespace Scumble.Tests.Core.Imaging;

/// <summary>The twins on the host.</summary>
public sealed class CpuImageKernels : IImageKernels
{
    public Image GaussianBlur(Image image, float sigma, TileMode tile) => Scumble.Imaging.GaussianBlur.Create(image, sigma, tile);

    public (Image X, Image Y) Sobel(Image grey, TileMode tile) => Scumble.Imaging.Sobel.Create(grey, tile);

    public Image Resize(Image image, int width, int height, TileMode tile) => Scumble.Imaging.Resize.To(image, width, height, tile);

    public Image Canny(Image grey, int low, int high, TileMode tile) => Scumble.Control.Canny.Create(grey, low, high, tile);

    public Image LinearDepth(Image depth, float near, float far, bool isReversed, bool inverse) => inverse
        ? Scumble.Control.LinearDepth.ToInverse(depth, near, far, isReversed)
        : Scumble.Control.LinearDepth.ToMetres(depth, near, far, isReversed);

    public ValueRange Range(Image image) => ValueRange.Of(image);

    public Image Normalize(Image image) => ValueRange.Of(image).Normalize(image);

    public Image NormalFromHeight(Image height, TileMode tile, float depth) => Scumble.Materials.NormalFromHeight.Create(height, tile, depth);

    public Image OcclusionFromHeight(Image height, TileMode tile, float depth) => Scumble.Materials.OcclusionFromHeight.Create(height, tile, depth);

    public byte[][] Texture(Image image, TexelFormat format, TexelTransfer transfer, MipFilter filter)
    {
        var first = Texels.Decode(Texels.Encode(image, format, transfer), image.Width, image.Height, 4, format);
        return [.. MipChain.Create(first, filter, format).Select(level => Texels.Encode(level, format))];
    }

    public byte[] TextureOfPlanes(float[] planes, int width, int height, int channels, TexelFormat format) =>
        Texels.Encode(Image.FromPlanes(planes, width, height, channels), format);

    public Image ThroughTexture(Image image, TexelFormat format, TexelTransfer back) =>
        Texels.Decode(Texels.Encode(image, format), image.Width, image.Height, image.Channels, format, back);
}
