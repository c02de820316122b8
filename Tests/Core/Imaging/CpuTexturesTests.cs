using Scumble.Tests.Contracts;

namespace Scumble.Tests.Core.Imaging;

public class CpuTexturesTests : TextureContract
{
    protected override ITextures CreateTextures() => new CpuTextures();
}
