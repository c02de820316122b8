using NUnit.Framework;
using Scumble.Imaging;
using Scumble.Output;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Core.Output;

public class PngWriterTests
{
    [Test]
    public void SixteenBitGreyIsExact()
    {
        // Every 16-bit value once.
        var image = new Image(256, 256, 1);
        for (var i = 0; i < 65536; i++)
            image.Pixels[i] = i / 65535f;
        var png = PngFile.Read(PngWriter.Encode(image, PngFormat.Data16, []));
        Assert.Multiple(() =>
        {
            Assert.That((png.Width, png.Height, png.BitDepth, png.Channels), Is.EqualTo((256, 256, 16, 1)));
            Assert.That(png.Values(), Is.EqualTo(Enumerable.Range(0, 65536)));
        });
    }

    [Test]
    public void EightBitsAreReadBackByTwoReaders([Values(1, 3, 4)] int channels, [Values(1, 7, 64)] int width)
    {
        var image = Pictures.Noise(width, 13, channels, 11);
        var file = PngWriter.Encode(image, PngFormat.Colour, [new("a", "b")]);
        var expected = image.Pixels.ToArray().Select(v => (int)((v * 255f) + 0.5f)).ToArray();
        var read = ImageFiles.Decode(file, "picture");
        Assert.Multiple(() =>
        {
            Assert.That(PngFile.Read(file).Values(), Is.EqualTo(expected));
            Assert.That((read.Width, read.Height, read.Channels), Is.EqualTo((width, 13, channels)));
            Assert.That(read.Pixels.ToArray().Select(v => (int)MathF.Round(v * 255f)), Is.EqualTo(expected));
        });
    }

    [Test]
    public void SixteenBitColourIsExact()
    {
        var image = Pictures.Noise(31, 9, 3, 2);
        Assert.That(PngFile.Read(PngWriter.Encode(image, PngFormat.Data16, [])).Values(),
            Is.EqualTo(image.Pixels.ToArray().Select(v => (int)((v * 65535f) + 0.5f))));
    }

    [Test]
    public void ValuesOutOfRangeAreClamped()
    {
        var image = new Image(5, 1, 1);
        new[] { -1f, float.NaN, float.NegativeInfinity, 2f, float.PositiveInfinity }.CopyTo(image.Pixels);
        Assert.That(PngFile.Read(PngWriter.Encode(image, PngFormat.Data, [])).Values(), Is.EqualTo(new[] { 0, 0, 0, 255, 255 }));
    }

    [Test]
    public void SamePictureSameBytes()
    {
        var first = PngWriter.Encode(Pictures.Noise(40, 40, 3, 1), PngFormat.Colour, []);
        var second = PngWriter.Encode(Pictures.Noise(40, 40, 3, 1), PngFormat.Colour, []);
        Assert.That(second, Is.EqualTo(first));
    }

    [Test]
    public void OnlyColourIsMarkedAsSrgb()
    {
        var image = new Image(2, 2, 3);
        string[] Types(PngFormat format) => [.. PngFile.Read(PngWriter.Encode(image, format, [])).Chunks.Select(chunk => chunk.Type)];
        Assert.Multiple(() =>
        {
            Assert.That(Types(PngFormat.Colour), Is.EqualTo(new[] { "IHDR", "sRGB", "IDAT", "IEND" }));
            Assert.That(Types(PngFormat.Data), Is.EqualTo(new[] { "IHDR", "IDAT", "IEND" }));
        });
    }

    [Test]
    public void SmoothPicturesShrink()
    {
        var image = new Image(256, 256, 3);
        for (var y = 0; y < 256; y++)
        {
            for (var i = 0; i < 768; i++)
                image.Row(y)[i] = ((i / 3) + y) / 512f;
        }
        Assert.That(PngWriter.Encode(image, PngFormat.Colour, []), Has.Length.LessThan(10_000));
    }

    [Test, Platform("Linux")]
    public void AFullDeviceIsAnError()
    {
        using var full = new FileStream("/dev/full", FileMode.Open, FileAccess.Write, FileShare.None, bufferSize: 0);
        Assert.Throws<IOException>(() => PngWriter.Write(full, new Image(4, 4, 3), PngFormat.Colour, []));
    }
}
