using NUnit.Framework;
using Scumble.Imaging;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Core.Imaging;

public class TransparencyTests
{
    [Test]
    public void StrokesStandOutWhateverLiesHidden([Values(0f, 1f)] float stroke, [Values(0f, 0.3f, 1f)] float hidden)
    {
        var flat = Transparency.Flatten(Strokes(stroke, hidden));
        Assert.That(flat.Channels, Is.EqualTo(3));
        Assert.That((flat[0, 0], flat[1, 0], flat[2, 0]), Is.EqualTo((stroke, 0.5f, 1 - stroke)), "seen, half seen, not seen");
    }

    [Test]
    public void AMaskOfOneColourIsItsTransparency([Values(0f, 0.6f, 1f)] float colour, [Values(0f, 1f)] float hidden) =>
        Assert.That(Transparency.Mask(Strokes(colour, hidden)).Pixels.ToArray(), Is.EqualTo(new[] { 1, 0.5f, 0 }));

    [Test]
    public void AMaskOfSeveralColoursStaysWhereItIsTransparent()
    {
        var mask = Strokes(1, 1);
        for (var c = 0; c < 3; c++) mask[1, 0, c] = 0;
        var read = Transparency.Mask(mask);
        Assert.That((read.Channels, read[0, 0], read[1, 0], read[2, 0]), Is.EqualTo((3, 1f, 0f, 0f)));
    }

    [Test]
    public void WhatIsOpaqueIsItself([Values(1, 3, 4)] int channels)
    {
        var image = Pictures.Noise(3, 2, channels, 1);
        for (var i = 3; channels == 4 && i < image.Pixels.Length; i += 4) image.Pixels[i] = 1;
        Assert.That(Transparency.Flatten(image), Is.SameAs(image));
        Assert.That(Transparency.Mask(image), Is.SameAs(image));
    }

    // Opaque, half transparent, transparent over something else.
    private static Image Strokes(float stroke, float hidden)
    {
        var image = new Image(3, 1, 4);
        for (var x = 0; x < 3; x++)
        {
            for (var c = 0; c < 3; c++) image[x, 0, c] = x == 2 ? hidden : stroke;
            image[x, 0, 3] = 1 - (x / 2f);
        }
        return image;
    }
}
