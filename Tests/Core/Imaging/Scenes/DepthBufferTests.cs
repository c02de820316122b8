using NUnit.Framework;
using Scumble.Diagnostics;
using Scumble.Imaging;

namespace Scumble.Tests.Core.Imaging.Scenes;

public class DepthBufferTests
{
    [TestCase(DepthFormat.D16, new byte[] { 0, 0, 0xFF, 0xFF, 0, 0x40, 1, 0 }, 0x4000 / 65535.0, 1 / 65535.0)]
    [TestCase(DepthFormat.D24, new byte[] { 0, 0, 0, 7, 0xFF, 0xFF, 0xFF, 7, 0, 0, 0x40, 9, 1, 0, 0, 0xFF }, 0x400000 / 16777215.0, 1 / 16777215.0)]
    [TestCase(DepthFormat.D24Upper, new byte[] { 7, 0, 0, 0, 7, 0xFF, 0xFF, 0xFF, 9, 0, 0, 0x40, 0xFF, 1, 0, 0 }, 0x400000 / 16777215.0, 1 / 16777215.0)]
    [TestCase(DepthFormat.D32, new byte[] { 0, 0, 0, 0, 0, 0, 0x80, 0x3F, 0, 0, 0x80, 0x3E, 0, 0, 0, 0x3F }, 0.25, 0.5)]
    [TestCase(DepthFormat.D32S8, new byte[] { 0, 0, 0, 0, 5, 0, 0, 0, 0, 0, 0x80, 0x3F, 5, 0, 0, 0, 0, 0, 0x80, 0x3E, 5, 0, 0, 0, 0, 0, 0, 0x3F, 5, 0, 0, 0 }, 0.25, 0.5)]
    public void EveryFormatIsRead(DepthFormat format, byte[] bytes, double third, double last)
    {
        var image = DepthBuffer.Decode(bytes, 2, 2, format);
        Assert.That(image.Pixels.ToArray(), Is.EqualTo(new[] { 0, 1, third, last }).Within(3e-8));
    }

    [Test]
    public void OfSamplesTheFirstIsTaken()
    {
        var samples = DepthBuffer.Decode([1, 0, 0xFF, 0xFF, 2, 0, 0xFF, 0xFF], 2, 1, DepthFormat.D16, samples: 2);
        Assert.That(samples.Pixels.ToArray(), Is.EqualTo(new[] { 1 / 65535.0, 2 / 65535.0 }).Within(1e-9));
        Assert.That(() => DepthBuffer.Decode(new byte[8], 2, 1, DepthFormat.D16), Throws.TypeOf<ScumbleException>().With.Property("Hint").Contains("2 samples"));
        Assert.That(() => DepthBuffer.Decode(new byte[7], 2, 1, DepthFormat.D16), Throws.TypeOf<ScumbleException>().With.Message.Contains("has 4 bytes; found 7"));
    }

    [Test]
    public void IdsAreWholeNumbersOrColours()
    {
        var colours = new Image(2, 1, 3);
        (colours[0, 0, 0], colours[0, 0, 1], colours[1, 0, 2]) = (1, 128 / 255f, 3 / 255f);
        var soft = new Image(1, 1, 1);
        soft.Pixels.Fill(0.5f / 255);
        Assert.Multiple(() =>
        {
            Assert.That(SceneIds.FromPicture(colours, "a.png").Pixels.ToArray(), Is.EqualTo(new float[] { 0xFF8000, 3 }));
            Assert.That(SceneIds.FromNumbers([7, 16777215], 2, 1).Pixels.ToArray(), Is.EqualTo(new float[] { 7, 16777215 }));
            Assert.That(() => SceneIds.FromNumbers([7, 16777216], 2, 1), Throws.TypeOf<ScumbleException>().With.Message.Contains("16777216 at (1, 0)"));
            Assert.That(() => SceneIds.FromPicture(soft, "a.png"), Throws.TypeOf<ScumbleException>().With.Message.Contains("between 8-bit levels"));
            Assert.That(() => SceneIds.FromPicture(new Image(1, 1, 4), "a.png"), Throws.TypeOf<ScumbleException>().With.Message.Contains("transparency"));
        });
    }
}
