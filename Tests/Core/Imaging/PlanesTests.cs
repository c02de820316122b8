using NUnit.Framework;
using Scumble.Imaging;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Core.Imaging;

public class PlanesTests
{
    [Test]
    public void ColoursStandOneAfterTheOther([Values(3, 4)] int channels)
    {
        var image = Pictures.Noise(3, 2, channels, 5);
        var planes = Planes.Rgb(image, 3, 2);
        var expected = from c in Enumerable.Range(0, 3) from y in Enumerable.Range(0, 2) from x in Enumerable.Range(0, 3) select image[x, y, c];
        Assert.That(planes, Is.EqualTo(expected).Within(1e-6));
    }

    [Test]
    public void GreyIsThreeTimesTheSame()
    {
        var image = Pictures.Noise(3, 2, 1, 5);
        var planes = Planes.Rgb(image, 3, 2);
        Assert.That(planes, Is.EqualTo(image.Pixels.ToArray().Concat(image.Pixels.ToArray()).Concat(image.Pixels.ToArray())));
    }

    [Test]
    public void BrightnessIsThatOfPictureFiles()
    {
        var image = new Image(4, 1, 3);
        (image[0, 0, 0], image[1, 0, 1], image[2, 0, 2]) = (1, 1, 1);
        (image[3, 0, 0], image[3, 0, 1], image[3, 0, 2]) = (1, 1, 1);
        Assert.That(Planes.Grey(image, 4, 1), Is.EqualTo(new[] { 0.299f, 0.587f, 0.114f, 1 }).Within(1e-6));
    }

    [Test]
    public void AnotherSizeIsResampled()
    {
        var image = new Image(8, 8, 3);
        image.Pixels.Fill(0.25f);
        Assert.That(Planes.Rgb(image, 4, 2), Is.EqualTo(Enumerable.Repeat(0.25f, 3 * 4 * 2)).Within(1e-5));
        Assert.That(Planes.Grey(image, 2, 4), Is.EqualTo(Enumerable.Repeat(0.25f, 8)).Within(1e-5));
    }

    // Pixel centres: places 0, 1 become -1/4, 1/4, 3/4, 5/4, of which those outside are the edge.
    [Test]
    public void EnlargingGoesEvenlyBetweenPixelCentres() =>
        Assert.That(Planes.Enlarge([0, 1], 2, 1, 2), Is.EqualTo(new[] { 0, 0.25f, 0.75f, 1, 0, 0.25f, 0.75f, 1 }).Within(1e-6));

    // Places -1/4, 1/4, 3/4, 5/4: those outside lie between the two edges.
    [Test]
    public void EnlargingGoesOverAnEdgeThatRepeats()
    {
        Assert.That(Planes.Enlarge([0, 1], 2, 1, 2, TileMode.X)[..4], Is.EqualTo(new[] { 0.25f, 0.25f, 0.75f, 0.75f }).Within(1e-6));
        Assert.That(Planes.Enlarge([0, 1], 1, 2, 2, TileMode.Y), Is.EqualTo(new[] { 0.25f, 0.25f, 0.25f, 0.25f, 0.75f, 0.75f, 0.75f, 0.75f }).Within(1e-6));
    }

    [Test]
    public void EveryPlaneIsEnlargedByItself()
    {
        float[] planes = [1, 2, 3, 4, -1, -2, -3, -4];
        var larger = Planes.Enlarge(planes, 2, 2, 3);
        Assert.That(larger, Has.Length.EqualTo(2 * 36));
        Assert.That(larger[36..], Is.EqualTo(larger[..36].Select(value => -value)));
        Assert.That((larger[0], larger[35]), Is.EqualTo((1f, 4f)), "corners stay");
        Assert.That(Planes.Enlarge(planes, 2, 2, 1), Is.EqualTo(planes));
    }
}
