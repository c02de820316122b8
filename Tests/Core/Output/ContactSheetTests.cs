using NUnit.Framework;
using Scumble.Imaging;
using Scumble.Output;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Core.Output;

public class ContactSheetTests
{
    [TestCase(1, 8, 6)]
    [TestCase(2, 18, 6)]
    [TestCase(4, 18, 14)]
    [TestCase(5, 28, 14)]
    public void EveryPictureStandsInReadingOrder(int count, int width, int height)
    {
        var images = Enumerable.Range(0, count).Select(i => Pictures.Noise(8, 6, 3, i)).ToArray();
        var sheet = ContactSheet.Create(images, gap: 2);
        Assert.That((sheet.Width, sheet.Height), Is.EqualTo((width, height)));
        var columns = (width + 2) / 10;
        for (var i = 0; i < count; i++)
            Assert.That(sheet.Crop(i % columns * 10, i / columns * 8, 8, 6).Pixels.ToArray(), Is.EqualTo(images[i].Pixels.ToArray()), $"picture {i}");
    }

    [Test]
    public void DifferentSizesAreRefused() =>
        Assert.Throws<ArgumentException>(() => ContactSheet.Create([new Image(2, 2, 3), new Image(2, 3, 3)]));
}
