using NUnit.Framework;
using Scumble.Diagnostics;
using Scumble.Imaging;
using Scumble.Output;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Core.Imaging;

public class ImageFilesTests
{
    [Test]
    public void FaultsOfFilesAreNamed()
    {
        var png = PngWriter.Encode(Pictures.Noise(16, 16, 3, 1), PngFormat.Colour, []);
        var huge = png.ToArray();
        huge[16] = 0x7F;
        Assert.Multiple(() =>
        {
            Assert.That(Assert.Throws<ScumbleException>(() => ImageFiles.Read("/no/such/file.png"))!.Message, Does.Contain("cannot be read"));
            Assert.That(Assert.Throws<ScumbleException>(() => ImageFiles.Decode([1, 2, 3], "x.png"))!.Message, Does.Contain("x.png is neither"));
            Assert.That(Assert.Throws<ScumbleException>(() => ImageFiles.Decode([], "x.png"))!.Message, Does.Contain("x.png is neither"));
            Assert.That(Assert.Throws<ScumbleException>(() => ImageFiles.Decode(png[..(png.Length / 2)], "x.png"))!.Message, Does.Contain("x.png is damaged"));
            Assert.Throws<ScumbleException>(() => ImageFiles.Decode(huge, "x.png"));
        });
    }
}
