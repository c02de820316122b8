using NUnit.Framework;
using Scumble.Imaging;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Core.Imaging;

public class ImageTests
{
    [Test]
    public void PlanesBecomeInterleavedAndClamped()
    {
        float[] planes = [-1, 1, 0, 3, -3, float.NaN];
        Assert.That(Image.FromPlanes(planes, 2, 1, 3).Pixels.ToArray(), Is.EqualTo(new[] { 0f, 0.5f, 0f, 1f, 1f, 0f }));
    }

    [Test]
    public void CropIsTheRectangle()
    {
        var image = Pictures.Noise(9, 7, 3, 6);
        var crop = image.Crop(2, 3, 5, 4);
        for (var y = 0; y < 4; y++)
        {
            for (var x = 0; x < 5; x++)
                Assert.That(crop[x, y, 2], Is.EqualTo(image[x + 2, y + 3, 2]));
        }
    }

    [Test]
    public void WrongArgumentsAreRefused() => Assert.Multiple(() =>
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => _ = new Image(0, 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => _ = new Image(1, 1, 2));
        Assert.Throws<ArgumentException>(() => Image.FromPlanes(new float[5], 2, 1, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Image(4, 4, 1).Crop(2, 2, 3, 1));
    });
}
