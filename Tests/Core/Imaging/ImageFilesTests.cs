using NUnit.Framework;
using Scumble.Diagnostics;
using Scumble.Imaging;
using Scumble.Output;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Core.Imaging;

public class ImageFilesTests
{
    private const double Exact = 1e-6;
    private const double Lossy = 12 / 255.0;
    private static readonly float[][] Colours = [[1, 0, 0], [0, 1, 0], [0, 0, 1], [1, 1, 1]];

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
            Assert.That(Assert.Throws<ScumbleException>(() => ImageFiles.Decode(huge, "x.png"))!.Message, Does.Contain("at most"));
        });
    }

    [Test]
    public void EveryOrientationIsSeenUpright([Range(1, 8)] int orientation, [Values("jpg", "png", "webp")] string kind)
    {
        var image = ImageFiles.Read(Path($"orientation{orientation}.{kind}"));
        AssertQuarters(image, Colours, kind == "jpg" ? Lossy : Exact);
    }

    [TestCase("progressive.jpg", Lossy)]
    [TestCase("subsampled.jpg", 30 / 255.0)]
    [TestCase("cmyk.jpg", Lossy)]
    [TestCase("lossy.webp", 30 / 255.0)]
    [TestCase("palette.png", Exact)]
    [TestCase("interlaced.png", Exact)]
    public void ColoursAreRead(string name, double within) => AssertQuarters(ImageFiles.Read(Path(name)), Colours, within);

    [TestCase("grey.jpg", Lossy)]
    public void GreyIsRead(string name, double within) => AssertQuarters(ImageFiles.Read(Path(name)), [[0], [1 / 3f], [2 / 3f], [1]], within);

    [Test]
    public void SingleBitsAreRead() => AssertQuarters(ImageFiles.Read(Path("bits.png")), [[0], [1], [1], [0]], Exact);

    [Test]
    public void TransparencyIsRead()
    {
        float[][] clear = [[1, 0, 0, 1], [0, 1, 0, 1], [0, 0, 1, 128 / 255f], [1, 1, 1, 0]];
        AssertQuarters(ImageFiles.Read(Path("alpha.webp")), clear, Exact);
        AssertQuarters(ImageFiles.Read(Path("grey_alpha.png")), [[0, 0, 0, 1], [1 / 3f, 1 / 3f, 1 / 3f, 1], [2 / 3f, 2 / 3f, 2 / 3f, 128 / 255f], [1, 1, 1, 0]], Exact);
        AssertQuarters(ImageFiles.Read(Path("grey_key.png")), [[0, 0, 0, 1], [1 / 3f, 1 / 3f, 1 / 3f, 0], [2 / 3f, 2 / 3f, 2 / 3f, 1], [1, 1, 1, 1]], Exact);
        AssertQuarters(ImageFiles.Read(Path("colour_key.png")), [[1, 0, 0, 1], [0, 1, 0, 0], [0, 0, 1, 1], [1, 1, 1, 1]], Exact);
        Assert.That(ImageFiles.Read(Path("alpha_lossy.webp"))[30, 14, 3], Is.Zero);
        Assert.That(ImageFiles.Read(Path("palette_alpha.png")) is { Channels: 4 } palette ? palette.Pixels.ToArray().Where((_, i) => i % 4 == 3).Distinct() : [],
            Is.EquivalentTo(new[] { 1, 128 / 255f, 64 / 255f, 0 }));
    }

    [Test]
    public void SixteenBitsKeepTheirPrecision()
    {
        var (grey, colour, alpha) = (ImageFiles.Read(Path("grey16.png")), ImageFiles.Read(Path("colour16.png")), ImageFiles.Read(Path("alpha16.png")));
        Assert.That((grey.Channels, colour.Channels, alpha.Channels), Is.EqualTo((1, 3, 4)));
        Assert.That(grey.Pixels.ToArray(), Is.EqualTo(Enumerable.Range(0, 512).Select(i => ((i * 128) + 1) / 65535f)));
        foreach (var image in new[] { colour, alpha })
            Assert.That(image.Pixels.ToArray(), Is.EqualTo(Enumerable.Range(0, image.Pixels.Length).Select(i => (ushort)((i * 509) + 1) / 65535f)));
    }

    [TestCase(0)]
    [TestCase(2)]
    public void ATransparentColourOfSixteenBitsIsMetExactly(int colour)
    {
        // Three pixels: the colour, one that differs in its last bit, one whose bytes are swapped.
        ushort[] greys = [0x1234, 0x1235, 0x3412];
        var count = colour == 0 ? 1 : 3;
        var key = Enumerable.Repeat(greys[0], count).SelectMany(BigEndian).ToArray();
        byte[] row = [0, .. greys.SelectMany(grey => Enumerable.Repeat(grey, count)).SelectMany(BigEndian)];
        var image = ImageFiles.Decode(PngFile.Of(3, 1, 16, colour, row, ("tRNS", key)), "key");
        Assert.That(image.Channels, Is.EqualTo(4));
        Assert.That(Enumerable.Range(0, 3).Select(x => (image[x, 0, 0], image[x, 0, 3])), Is.EqualTo(greys.Select((grey, i) => (grey / 65535f, i == 0 ? 0f : 1f))));
        Assert.That(() => ImageFiles.Decode(PngFile.Of(3, 1, 16, colour, row, ("tRNS", key[1..])), "key"), Throws.TypeOf<ScumbleException>().With.Message.Contains("transparent colour"));

        static byte[] BigEndian(ushort value) => [(byte)(value >> 8), (byte)value];
    }

    [TestCase("animated.png", "animated")]
    [TestCase("animated.webp", "animated")]
    [TestCase("animated.gif", "is neither")]
    [TestCase("interlaced_small.png", "less than 5 pixels wide")]
    public void WhatIsNotReadIsRefused(string name, string expected) =>
        Assert.That(() => ImageFiles.Read(Path(name)), Throws.TypeOf<ScumbleException>().With.Message.Contains(expected));

    [TestCase("colour16.png")]
    [TestCase("alpha_lossy.webp")]
    [TestCase("cmyk.jpg")]
    public void DecodingIsGivenUpAfterItsTime(string name)
    {
        var file = File.ReadAllBytes(Path(name));
        Assert.That(() => ImageFiles.Decode(file, name, TimeSpan.FromTicks(1)), Throws.TypeOf<ScumbleException>().With.Message.Contains("to decode").And.Message.Contains(name));
        Assert.That(ImageFiles.Decode(file, name).Width, Is.Positive);
    }

    [Test, Platform("Linux"), CancelAfter(10_000)]
    public void WhatIsNoRegularFileIsNotOpened()
    {
        using var folder = new TemporaryFolder();
        using (var make = System.Diagnostics.Process.Start("mkfifo", folder["pipe"])) make.WaitForExit();
        File.CreateSymbolicLink(folder["zeros"], "/dev/zero");
        File.CreateSymbolicLink(folder["dangling"], folder["nothing"]);
        File.CreateSymbolicLink(folder["loop"], folder["loop"]);
        File.WriteAllBytes(folder["a.png"], PngWriter.Encode(Pictures.Noise(4, 4, 3, 1), PngFormat.Colour, []));
        File.CreateSymbolicLink(folder["link"], "a.png");
        foreach (var name in new[] { "pipe", "zeros", "dangling", "loop", "" })
            Assert.That(() => ImageFiles.Read(name.Length == 0 ? folder.Path : folder[name]), Throws.TypeOf<ScumbleException>().With.Message.Contains("cannot be read"), name);
        Assert.That(ImageFiles.Read(folder["link"]).Width, Is.EqualTo(4));
        using (var stream = File.Create(folder["long"])) stream.SetLength(ImageFiles.MaxFileBytes + 1L);
        Assert.That(() => ImageFiles.Read(folder["long"]), Throws.TypeOf<ScumbleException>().With.Message.Contains("at most"));
    }

    private static string Path(string name) => RepositoryRoot.Combine("Tests", "Data", "Pictures", name);

    // The middles of the quarters: lossy files blur where they meet.
    private static void AssertQuarters(Image image, float[][] expected, double within)
    {
        Assert.That((image.Width, image.Height, image.Channels), Is.EqualTo((32, 16, expected[0].Length)));
        for (var i = 0; i < 4; i++)
            for (var c = 0; c < image.Channels; c++)
                foreach (var (x, y) in new[] { (4, 3), (8, 4), (12, 5) }) Assert.That(image[x + (i % 2 * 16), y + (i / 2 * 8), c], Is.EqualTo(expected[i][c]).Within(within), $"quarter {i}, channel {c}");
    }
}
