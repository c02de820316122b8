using Scumble.Imaging;
using Scumble.Tensors;
using Scumble.Tests.Contracts;

namespace Scumble.Tests.Core.Imaging;

public class HostPictureTests : PictureContract
{
    protected override ITensorOps Ops { get; } = new CpuTensorOps();

    protected override IPicture Create(Image image) => new HostPicture(image);
}
