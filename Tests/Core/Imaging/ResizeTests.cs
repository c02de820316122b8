using NUnit.Framework;
using Scumble.Imaging;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Core.Imaging;

public class ResizeTests
{
    [Test]
    public void ConstantStaysConstant([Values(5, 16, 37)] int size, [Values] TileMode tile)
    {
        var image = new Image(16, 16, 3);
        image.Pixels.Fill(0.25f);
        Assert.That(Resize.To(image, size, size + 3, tile).Pixels.ToArray(), Is.All.EqualTo(0.25f).Within(1e-6f));
    }

    [TestCase(512, 256, 192, 192, 96)]
    [TestCase(256, 513, 192, 95, 192)]
    [TestCase(192, 10, 192, 192, 10)]
    [TestCase(8192, 2, 64, 64, 1)]
    public void TheLongerEdgeIsTheEdge(int width, int height, int edge, int toWidth, int toHeight) => Assert.Multiple(() =>
    {
        Assert.That(Resize.SizeWithin(width, height, edge), Is.EqualTo((toWidth, toHeight)));
        var small = Resize.Within(new Image(width, height, 1), edge);
        Assert.That((small.Width, small.Height), Is.EqualTo((toWidth, toHeight)));
    });

    [Test]
    public void WhatIsSmallEnoughIsTheSamePicture()
    {
        var image = Pictures.Noise(19, 23, 4, 4);
        Assert.That(Resize.Within(image, 23), Is.SameAs(image));
    }

    [Test]
    public void SameSizeIsTheSamePicture()
    {
        var image = Pictures.Noise(19, 23, 4, 4);
        Assert.That(Resize.To(image, 19, 23, TileMode.XY).Pixels.ToArray(), Is.EqualTo(image.Pixels.ToArray()).Within(1e-6f));
    }

    [Test]
    public void SlowWavesSurviveAndFastOnesVanish()
    {
        Image Wave(int width, double periods)
        {
            var image = new Image(width, 8, 1);
            for (var i = 0; i < image.Pixels.Length; i++)
                image.Pixels[i] = (float)(0.5 + (0.4 * Math.Sin(2 * Math.PI * periods * ((i % width) + 0.5) / width)));
            return image;
        }
        Assert.Multiple(() =>
        {
            Assert.That(Resize.To(Wave(128, 4), 32, 8, TileMode.XY).Pixels.ToArray(), Is.EqualTo(Wave(32, 4).Pixels.ToArray()).Within(0.02f));
            Assert.That(Resize.To(Wave(32, 4), 128, 8, TileMode.XY).Pixels.ToArray(), Is.EqualTo(Wave(128, 4).Pixels.ToArray()).Within(0.02f));
            Assert.That(Resize.To(Wave(128, 50), 32, 8, TileMode.XY).Pixels.ToArray(), Is.All.EqualTo(0.5f).Within(0.02f));
        });
    }

    [Test]
    public void ARepeatingPictureStillRepeats()
    {
        var image = Pictures.Noise(32, 32, 1, 9);
        var expected = Pictures.Roll(Resize.To(image, 16, 16, TileMode.XY), 5, 3);
        Assert.That(Resize.To(Pictures.Roll(image, 10, 6), 16, 16, TileMode.XY).Pixels.ToArray(), Is.EqualTo(expected.Pixels.ToArray()).Within(1e-5f));
    }
}
