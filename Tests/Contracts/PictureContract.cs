using NUnit.Framework;
using Scumble.Imaging;
using Scumble.Tensors;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Contracts;

/// <summary>What every picture must write into planes, wherever it lies. Tests of a kind of picture derive from this.</summary>
public abstract class PictureContract
{
    /// <summary>Of bytes that were divided by 255, and of kernels that resample.</summary>
    private const double Tolerance = 5e-6;

    /// <summary>The arithmetic of the planes.</summary>
    protected abstract ITensorOps Ops { get; }

    /// <summary>The picture; the test's, until it ends.</summary>
    /// <param name="image">Of values that bytes can hold.</param>
    protected abstract IPicture Create(Image image);

    [Test]
    public void ColoursAreThreePlanes([Values(1, 3, 4)] int channels)
    {
        var image = Bytes(7, 5, channels);
        // What is transparent differs: on a device nobody says whether the fourth channel is transparency.
        for (var i = 3; channels == 4 && i < image.Pixels.Length; i += 4) image.Pixels[i] = 1;
        var picture = Create(image);
        Assert.That((picture.Width, picture.Height), Is.EqualTo((7, 5)));
        Assert.That(Write(picture, 3, 7, 5, new(0, 0, 7, 5), 2, -1), Is.EqualTo(Planes.Rgb(image, 7, 5).Select(v => (2 * v) - 1)).Within(Tolerance));
    }

    [Test]
    public void BrightnessIsOnePlane([Values(1, 3)] int channels)
    {
        var image = Bytes(7, 5, channels);
        Assert.That(Write(Create(image), 1, 7, 5, new(0, 0, 7, 5), 1, -0.5), Is.EqualTo(Planes.Grey(image, 7, 5).Select(v => v - 0.5)).Within(Tolerance));
    }

    [TestCase(16, 24)]
    [TestCase(5, 3)]
    public void AnotherSizeIsResampled(int width, int height)
    {
        var image = Bytes(11, 8, 3);
        Assert.That(Write(Create(image), 3, width, height, new(0, 0, width, height), 1, 0), Is.EqualTo(Planes.Rgb(image, width, height)).Within(Tolerance));
    }

    [Test]
    public void EdgesAreContinuedOverTheRestOfTheCanvas()
    {
        var image = Bytes(9, 6, 3);
        var expected = new CropWindow(2, 3, 6, 4).Place(Planes.Rgb(image, 6, 4), 12, 9);
        Assert.That(Write(Create(image), 3, 12, 9, new(2, 3, 6, 4), 1, 0), Is.EqualTo(expected).Within(Tolerance));
    }

    [Test]
    public void OnePictureServesManyCanvases()
    {
        var image = Bytes(9, 6, 3);
        var picture = Create(image);
        foreach (var (planes, width, height) in new[] { (3, 9, 6), (1, 9, 6), (3, 4, 4), (3, 9, 6), (3, 9, 6) })
        {
            var expected = planes == 1 ? Planes.Grey(image, width, height) : Planes.Rgb(image, width, height);
            Assert.That(Write(picture, planes, width, height, new(0, 0, width, height), 1, 0), Is.EqualTo(expected).Within(Tolerance));
        }
    }

    [Test]
    public void PlanesThatDoNotFitAreRefused()
    {
        var picture = Create(Bytes(4, 4, 3));
        foreach (var (shape, window) in new (TensorShape, CropWindow)[]
            { (new(1, 2, 4, 4), new(0, 0, 4, 4)), (new(2, 3, 4, 4), new(0, 0, 4, 4)), (new(3, 4, 4), new(0, 0, 4, 4)), (new(1, 3, 4, 4), new(1, 0, 4, 4)), (new(1, 3, 4, 4), new(0, -1, 4, 4)), (new(1, 3, 4, 4), new(0, 0, 4, 0)) })
        {
            using var planes = Ops.Create(shape, ElementType.Float32);
            Assert.That(() => picture.Write(Ops, planes, window, 1, 0), Throws.ArgumentException, $"{window} of {shape}");
        }
        using var integers = Ops.Create(new(1, 3, 4, 4), ElementType.Int32);
        Assert.That(() => picture.Write(Ops, integers, new(0, 0, 4, 4), 1, 0), Throws.ArgumentException);
    }

    /// <summary>A picture of noise in 256 steps.</summary>
    protected static Image Bytes(int width, int height, int channels)
    {
        var image = Pictures.Noise(width, height, channels, 6);
        foreach (ref var value in image.Pixels) value = MathF.Round(value * 255) / 255;
        return image;
    }

    /// <summary>What a picture writes.</summary>
    protected float[] Write(IPicture picture, int channels, int width, int height, CropWindow window, double a, double b)
    {
        using var planes = Ops.Create(new(1, channels, height, width), ElementType.Float32);
        picture.Write(Ops, planes, window, a, b);
        var values = new float[planes.Shape.ElementCount];
        Ops.Download(planes, values);
        return values;
    }
}
