using NUnit.Framework;
using Scumble.Diagnostics;
using Scumble.Imaging;
using Scumble.Stages;
using Scumble.Tensors;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Core.Stages;

public class ControlExtractionTests
{
    private static readonly Image Photograph = GaussianBlur.Create(Pictures.Noise(96, 64, 3, 5), 2, TileMode.None);

    private static readonly ControlExtraction Canny = new() { Id = "canny", Settings = [new("low", 10), new("high", 20)] };

    private static readonly Dictionary<string, double> Settings = new() { ["low"] = 10, ["high"] = 20 };

    [Test]
    public void ThePhotographIsBroughtToItsSizeAndThenExtracted()
    {
        var window = new CropWindow(0, 0, 32, 32);
        var found = Canny.Of(PictureSource.FromImage(Photograph, "a.png"), window, PictureFit.Cover, TileMode.None).Read();
        var expected = Extraction.Of(Extractors.Canny, Resize.To(Photograph, 48, 32, TileMode.None).Crop(8, 0, 32, 32), Settings);
        Assert.That(found.Pixels.ToArray(), Is.EqualTo(expected.Pixels.ToArray()));
        Assert.That(found.Pixels.ToArray(), Is.All.EqualTo(0).Or.EqualTo(1), "lines are not resampled");
        Assert.That(found.Pixels.ToArray().Average(), Is.GreaterThan(0.02));
    }

    [TestCase(PictureFit.Contain, 32, 21)]
    [TestCase(PictureFit.Stretch, 32, 32)]
    public void OtherFitsHaveTheirSize(PictureFit fit, int width, int height)
    {
        var found = Canny.Of(PictureSource.FromImage(Photograph, "a.png"), new CropWindow(4, 4, 32, 32), fit, TileMode.None);
        Assert.That((found.Width, found.Height), Is.EqualTo((width, height)));
    }

    [Test]
    public void WhatCannotBeExtractedIsRefused() => Assert.Multiple(() =>
    {
        Assert.That(() => Request(Canny with { Id = "cany" }).Validate(), Throws.TypeOf<InvalidRequestException>().With.Property("Hint").Contains("'canny'"));
        Assert.That(() => Request(Canny with { Id = "depth" }).Validate(), Throws.TypeOf<InvalidRequestException>().With.Message.Contains("not from a photograph"));
        Assert.That(() => Request(Canny with { Settings = [new("low", -1)] }).Validate(), Throws.TypeOf<InvalidRequestException>().With.Message.Contains("'low'"));
        Assert.That(() => Request(Canny with { Settings = [new("low", 1), new("low", 2)] }).Validate(), Throws.TypeOf<InvalidRequestException>().With.Message.Contains("twice"));
        Assert.That(() => Request(Canny).Validate(), Throws.Nothing);
        var device = PictureSource.FromDevice(new Elsewhere(), "view");
        Assert.That(() => Canny.Of(device, new(0, 0, 8, 8), PictureFit.Cover, TileMode.None), Throws.TypeOf<InvalidRequestException>().With.Message.Contains("on a device"));
    });

    private static TextureRequest Request(ControlExtraction extraction) =>
        new() { Prompt = "moss", Controls = [new() { Model = "controlnet", Image = PictureSource.FromImage(Photograph, "a.png"), Extract = extraction }] };

    private sealed class Elsewhere : IPicture
    {
        public int Width => 8;

        public int Height => 8;

        public void Write(ITensorOps ops, Tensor planes, CropWindow window, double a, double b) => throw new NotSupportedException();
    }
}
