using Scumble.Imaging;
using Scumble.Tests.Contracts;

namespace Scumble.Tests.Core.Imaging;

/// <summary>The host's texels and levels.</summary>
public sealed class CpuTextures : ITextures
{
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
