using NUnit.Framework;
using Scumble.Benchmarks;
using SkiaSharp;

namespace Scumble.Tests.Benchmarks;

public sealed class AnimatedWebpTests
{
    private static readonly SKColor[] Colours = [new(200, 40, 40), new(40, 180, 60), new(50, 60, 210)];

    [Test]
    public void AnotherReaderPlaysTheFramesInOrderWithoutEnd()
    {
        using var codec = SKCodec.Create(new MemoryStream(AnimatedWebp.Join([.. Colours.Select(colour => Still(colour, 33, 20))], 40)));

        Assert.That((codec.Info.Width, codec.Info.Height), Is.EqualTo((33, 20)));
        Assert.That(codec.RepetitionCount, Is.EqualTo(-1));
        Assert.That(codec.FrameInfo.Select(frame => frame.Duration), Is.EqualTo(new[] { 40, 40, 40 }));
        for (var i = 0; i < Colours.Length; i++)
        {
            using var bitmap = new SKBitmap(codec.Info);
            Assert.That(codec.GetPixels(codec.Info, bitmap.GetPixels(), new SKCodecOptions(i)), Is.EqualTo(SKCodecResult.Success));
            var found = bitmap.GetPixel(32, 19);
            Assert.That(new[] { found.Red, found.Green, found.Blue }, Is.EqualTo(new[] { Colours[i].Red, Colours[i].Green, Colours[i].Blue }).Within(6));
        }
    }

    [Test]
    public void FramesAreOfOneSize() =>
        Assert.That(() => AnimatedWebp.Join([Still(Colours[0], 32, 20), Still(Colours[1], 32, 22)], 40), Throws.ArgumentException.With.Message.Contains("frame 1"));

    [Test]
    public void WhatIsNoLossyWebpIsRefused()
    {
        var still = Still(Colours[0], 32, 20);

        Assert.That(() => AnimatedWebp.Join([still, still[..^8]], 40), Throws.ArgumentException.With.Message.Contains("frame 1"));
        Assert.That(() => AnimatedWebp.Join([[1, 2, 3]], 40), Throws.ArgumentException.With.Message.Contains("frame 0"));
        Assert.That(() => AnimatedWebp.Join([], 40), Throws.InstanceOf<ArgumentException>());
        Assert.That(() => AnimatedWebp.Join([still], 0), Throws.InstanceOf<ArgumentException>());
    }

    private static byte[] Still(SKColor colour, int width, int height)
    {
        using var bitmap = new SKBitmap(width, height);
        bitmap.Erase(colour);
        using var data = bitmap.Encode(SKEncodedImageFormat.Webp, 80);
        return data.ToArray();
    }
}
