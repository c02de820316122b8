using NUnit.Framework;
using Scumble.Imaging;
using Scumble.Tensors;
using Scumble.Tests.Contracts;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Core.Imaging;

public class CpuImageOpsTests : ImageOpsContract
{
    protected override IImageOps CreateOps() => new CpuImageOps();

    [Test]
    public void AVerbIsTheFunctionOfItsName()
    {
        var image = Pictures.Noise(31, 18, 1, 3);
        Assert.That(Pictures.OcclusionFromHeight.Run(Images, image, TileMode.X).Pixels.ToArray(), Is.EqualTo(OcclusionFromHeight.Create(image, TileMode.X, 16).Pixels.ToArray()));
        Assert.That(Pictures.NormalFromHeight.Run(Images, image, TileMode.Y).Pixels.ToArray(), Is.EqualTo(NormalFromHeight.Create(image, TileMode.Y, 16).Pixels.ToArray()));
    }

    [Test]
    public void TensorsOfOthersAreRefused()
    {
        using var stranger = new CpuTensor<double>(new(4, 4, 1));
        using var target = new CpuTensor<float>(new(4, 4, 1));
        Assert.That(() => Images.Images.Resize(target, stranger, TileMode.None), Throws.ArgumentException);
    }
}
