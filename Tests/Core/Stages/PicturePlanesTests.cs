using NUnit.Framework;
using Scumble.Diagnostics;
using Scumble.Imaging;
using Scumble.Stages;
using Scumble.Tensors;

namespace Scumble.Tests.Core.Stages;

public class PicturePlanesTests
{
    private readonly CpuTensorOps _ops = new();

    [Test]
    public void APlaceOfTheLatentIsMaskedWhereAnyPixelIs([Values(8, 3)] int factor)
    {
        var random = new Random(1);
        var mask = new float[factor * 4 * factor * 5];
        for (var i = 0; i < mask.Length; i++) mask[i] = random.Next(40) == 0 ? 1 : 0;
        using var planes = Upload(mask, factor * 4, factor * 5);
        var (any, first) = (ForLatent(MaskRule.Pixels), ForLatent(MaskRule.Latent));
        for (var place = 0; place < 20; place++)
        {
            var pixels = Enumerable.Range(0, factor * factor).Select(i => mask[(((place / 5 * factor) + (i / factor)) * factor * 5) + (place % 5 * factor) + (i % factor)]).ToArray();
            Assert.That((any[place], any[place + 20], first[place]), Is.EqualTo((pixels.Max(), pixels.Max(), pixels[0])));
        }

        float[] ForLatent(MaskRule rule)
        {
            using var small = PicturePlanes.ForLatent(_ops, planes, new TensorShape(1, 2, 4, 5), rule);
            return Download(small);
        }
    }

    [Test]
    public void ThinStrokesLastWhereAMaskIsMadeSmaller()
    {
        var image = new Image(256, 128, 1);
        for (var x = 0; x < 256; x++) image[x, 37] = 1;
        using var mask = PicturePlanes.Mask(_ops, PictureSource.FromImage(image, "line"), Plain(32, 16));
        Assert.That(Download(mask), Is.EqualTo(Enumerable.Range(0, 512).Select(i => i / 32 == 37 / 8 ? 1f : 0f)));
    }

    [Test]
    public void TheFeatherFallsOffOutside([Values(TileMode.None, TileMode.XY)] TileMode tile)
    {
        var line = new float[3 * 9];
        for (var y = 0; y < 3; y++) line[(y * 9) + 1] = 1;
        using var mask = Upload(line, 3, 9);
        using var soft = PicturePlanes.Feather(_ops, mask, 3, tile);
        Assert.That(Download(soft)[..9], Is.EqualTo(tile == TileMode.XY ? new[] { 0.75, 1, 0.75, 0.5, 0.25, 0, 0, 0.25, 0.5 } : [0.75, 1, 0.75, 0.5, 0.25, 0, 0, 0, 0]).Within(1e-6));
        Assert.That(Download(soft)[1], Is.EqualTo(1f), "to the last bit");
    }

    [TestCase(PictureFit.Cover, 2, 6)]
    [TestCase(PictureFit.Stretch, 0, 8)]
    public void OtherProportionsAreFitted(PictureFit fit, int first, int end)
    {
        // Columns of a wide picture, of which the middle is left on a square.
        var image = Columns(64, 32);
        using var planes = PicturePlanes.Rgb(_ops, PictureSource.FromImage(image, "wide"), Plain(32, 32), 1, 0, fit);
        var row = Download(planes)[..32];
        Assert.That(row[0], Is.EqualTo(first / 8f).Within(0.05));
        Assert.That(row[31], Is.EqualTo((end - 1) / 8f).Within(0.05));
    }

    [Test]
    public void AWholePictureHasItsEdgesContinued()
    {
        using var planes = PicturePlanes.Rgb(_ops, PictureSource.FromImage(Columns(64, 32), "wide"), Plain(32, 32), 1, 0, PictureFit.Contain);
        var pixels = Download(planes);
        Assert.That(pixels[..32], Is.EqualTo(pixels[(16 * 32)..(17 * 32)]), "above the picture as in it");
        Assert.That(PictureFitting.Place(PictureSource.FromImage(Columns(64, 32), "wide"), new(4, 4, 32, 32), PictureFit.Contain), Is.EqualTo(new CropWindow(4, 12, 32, 16)));
    }

    [Test]
    public void NothingIsBentWithoutAWord()
    {
        var window = new CropWindow(0, 0, 64, 64);
        string[] Of(Image image, PictureFit fit, bool isMask = false) => [.. PictureFitting.Warnings(PictureSource.FromImage(image, "a.png"), window, fit, isMask)];
        var clear = new Image(64, 64, 4);
        clear[1, 1, 3] = 1;
        Assert.That(Of(new Image(32, 32, 3), PictureFit.Cover), Is.Empty);
        Assert.That(Of(new Image(63, 64, 3), PictureFit.Cover), Is.Empty, "less than a pixel's worth");
        Assert.That(Of(new Image(64, 32, 3), PictureFit.Cover), Has.One.Contains("cropped"));
        Assert.That(Of(new Image(64, 32, 3), PictureFit.Contain), Has.One.Contains("continued"));
        Assert.That(Of(new Image(64, 32, 3), PictureFit.Stretch), Has.One.Contains("stretched"));
        Assert.That(Of(clear, PictureFit.Cover), Has.One.Contains("laid on white"));
        Assert.That(Of(clear, PictureFit.Cover, isMask: true), Has.One.Contains("its transparency is the mask"));
        Assert.That(() => PictureFitting.Place(PictureSource.FromImage(new Image(8000, 1, 1), "line"), window, PictureFit.Cover), Throws.TypeOf<InvalidRequestException>());
    }

    private static Canvas Plain(int width, int height) => new(width, height, new(0, 0, width, height));

    private static Image Columns(int width, int height)
    {
        var image = new Image(width, height, 1);
        for (var y = 0; y < height; y++)
            for (var x = 0; x < width; x++) image[x, y] = x * 8 / width / 8f;
        return image;
    }

    private CpuTensor<float> Upload(float[] values, int rows, int columns)
    {
        var tensor = new CpuTensor<float>(new TensorShape(1, 1, rows, columns));
        _ops.Upload(tensor, values);
        return tensor;
    }

    private float[] Download(Tensor tensor)
    {
        var values = new float[tensor.Shape.ElementCount];
        _ops.Download(tensor, values);
        return values;
    }
}
