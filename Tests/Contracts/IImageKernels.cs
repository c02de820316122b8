using Scumble.Imaging;

namespace Scumble.Tests.Contracts;

/// <summary>The image kernels of one device, pictures in and pictures out.</summary>
public interface IImageKernels
{
    Image GaussianBlur(Image image, float sigma, TileMode tile);

    (Image X, Image Y) Sobel(Image grey, TileMode tile);

    Image Resize(Image image, int width, int height, TileMode tile);

    Image Canny(Image grey, int low, int high, TileMode tile);

    Image LinearDepth(Image depth, float near, float far, bool isReversed, bool inverse);

    ValueRange Range(Image image);

    Image Normalize(Image image);

    Image NormalFromHeight(Image height, TileMode tile, float depth);

    Image OcclusionFromHeight(Image height, TileMode tile, float depth);

    /// <summary>The bytes of all levels of a texture that is written from a picture.</summary>
    byte[][] Texture(Image image, TexelFormat format, TexelTransfer transfer, MipFilter filter);

    /// <summary>The bytes of level 0 of a texture that is written from a network's planes, [channels, h, w] in -1..1.</summary>
    byte[] TextureOfPlanes(float[] planes, int width, int height, int channels, TexelFormat format);

    /// <summary>The picture of a texture that is written from a picture.</summary>
    Image ThroughTexture(Image image, TexelFormat format, TexelTransfer back);
}
