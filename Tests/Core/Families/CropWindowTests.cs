using NUnit.Framework;
using Scumble.Imaging;
using Scumble.Tensors;

namespace Scumble.Tests.Core.Families;

public class CropWindowTests
{
    // Networks give -1..1, pictures are 0..1.
    [Test]
    public void SomeChannelsOfAPartAreCut()
    {
        using var canvas = new CpuTensor<float>(new(1, 2, 3, 4), [.. Enumerable.Range(0, 24).Select(i => i / 24f)]);
        var image = new CropWindow(1, 1, 2, 2).Cut(new CpuTensorOps(), canvas, 1, 1);
        Assert.That((image.Width, image.Height, image.Channels), Is.EqualTo((2, 2, 1)));
        Assert.That(image.Pixels.ToArray().Select(value => ((2 * value) - 1) * 24), Is.EqualTo(new float[] { 17, 18, 21, 22 }).Within(1e-4));
    }

    [Test]
    public void APictureStandsInItsWindowAndItsEdgesGoOn()
    {
        float[] planes = [1, 2, 3, 4, 10, 20, 30, 40]; // [2, 2, 2]
        Assert.That(new CropWindow(1, 0, 2, 2).Place(planes, 4, 3), Is.EqualTo(new float[]
        {
            1, 1, 2, 2, 3, 3, 4, 4, 3, 3, 4, 4,
            10, 10, 20, 20, 30, 30, 40, 40, 30, 30, 40, 40,
        }));
        Assert.That(new CropWindow(0, 0, 2, 2).Place(planes, 2, 2), Is.SameAs(planes));
    }
}
