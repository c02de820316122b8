using Scumble.Tests.Contracts;

namespace Scumble.Tests.Core.Imaging;

public class CpuImageKernelTests : ImageKernelContract
{
    protected override IImageKernels CreateKernels() => new CpuImageKernels();
}
