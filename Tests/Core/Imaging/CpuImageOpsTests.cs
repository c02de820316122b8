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
        Assert.Multiple(() =>
        {
            Same(Verbs.OcclusionFromHeight(image, TileMode.X, 12), OcclusionFromHeight.Create(image, TileMode.X, 12));
            Same(Verbs.NormalFromHeight(image, TileMode.Y, 12), NormalFromHeight.Create(image, TileMode.Y, 12));
            Same(Verbs.Resize(image, 40, 7, TileMode.XY), Resize.To(image, 40, 7, TileMode.XY));
        });

        static void Same(Image found, Image expected) => Assert.That(found.Pixels.SequenceEqual(expected.Pixels));
    }

    [Test]
    public void OnlyTensorsOfTheHostAreTaken()
    {
        using var target = new CpuTensor<float>(new(4, 4, 1));
        using var stranger = new DeviceTensor(new(4, 4, 1));
        Assert.That(() => Verbs.Ops.Resize(target, stranger, TileMode.None), Throws.ArgumentException.With.Message.Contains(nameof(DeviceTensor)));
    }

    private sealed class DeviceTensor(TensorShape shape) : Tensor(shape, ElementType.Float32)
    {
        protected override void Dispose(bool disposing)
        {
        }
    }
}
