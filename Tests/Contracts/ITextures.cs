using Scumble.Imaging;

namespace Scumble.Tests.Contracts;

/// <summary>How one device stores textures, pictures in and bytes out.</summary>
public interface ITextures
{
    /// <summary>The bytes of all levels of a texture that is written from a picture.</summary>
    byte[][] Texture(Image image, TexelFormat format, TexelTransfer transfer, MipFilter filter);

    /// <summary>The bytes of level 0 of a texture that is written from a network's planes, [channels, h, w] in -1..1.</summary>
    byte[] TextureOfPlanes(float[] planes, int width, int height, int channels, TexelFormat format);

    /// <summary>The picture of a texture that is written from a picture.</summary>
    Image ThroughTexture(Image image, TexelFormat format, TexelTransfer back);
}
