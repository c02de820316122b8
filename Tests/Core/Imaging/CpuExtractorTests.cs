using Scumble.Imaging;
using Scumble.Tests.Contracts;

namespace Scumble.Tests.Core.Imaging;

public class CpuExtractorTests : ExtractorContract
{
    protected override IImageOps CreateOps() => new CpuImageOps();
}
