using System.Numerics;
using NUnit.Framework;
using Scumble.Imaging;
using Scumble.Tensors;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Contracts;

/// <summary>What every device's image verbs must do; a device's tests derive from this.</summary>
public abstract partial class ImageOpsContract
{
    private ImageVerbs _verbs = null!;

    protected ImageVerbs Verbs => _verbs;

    protected abstract IImageOps CreateOps();

    [SetUp]
    public void SetUp() => _verbs = new(CreateOps());

    [TearDown]
    public void TearDown() => _verbs.Dispose();

    [Test]
    public void BlurKeepsTheMeanWhereAllRepeats([Values(1, 3, 4)] int channels)
    {
        var image = Pictures.Noise(37, 22, channels, 1);
        var blurred = _verbs.GaussianBlur(image, 2.5f, TileMode.XY);
        Assert.That(blurred.Pixels.ToArray().Average(), Is.EqualTo(image.Pixels.ToArray().Average()).Within(1e-6));
        Assert.That(Deviation(blurred), Is.LessThan(0.25 * Deviation(image)));
    }

    [Test]
    public void BlurOfAPointIsTheGaussian([Values(0.5f, 1.3f, 3f)] float sigma)
    {
        var image = new Image(41, 41, 1);
        image[20, 20] = 1;
        var blurred = _verbs.GaussianBlur(image, sigma, TileMode.None);
        for (var i = -3; i <= 3; i++)
        {
            var sum = Enumerable.Range(-40, 81).Sum(k => Math.Exp(-k * k / (2.0 * sigma * sigma)));
            Assert.That(blurred[20 + i, 21], Is.EqualTo(Math.Exp(-(i * i + 1) / (2.0 * sigma * sigma)) / (sum * sum)).Within(2e-4 / sum));
        }
    }

    [Test]
    public void EveryPixelSumsItsNeighbours([Values] TileMode tile, [Values(1, 3, 4)] int channels, [Values(1, 5, 67)] int width, [Values(1, 3, 38)] int height)
    {
        const float Sigma = 1.3f;
        var image = Pictures.Noise(width, height, channels, 9);
        var (blurred, energy) = (_verbs.GaussianBlur(image, Sigma, tile), _verbs.GradientEnergy(image, tile));
        var g = Enumerable.Range(-5, 11).Select(i => Math.Exp(-i * i / (2.0 * Sigma * Sigma))).ToArray();
        var (smooth, step, total) = (new double[] { 1, 2, 1 }, new double[] { -1, 0, 1 }, g.Sum() * g.Sum());
        Assert.Multiple(() =>
        {
            for (var y = 0; y < height; y++)
            {
                for (var x = 0; x < width; x++)
                {
                    for (var c = 0; c < channels; c++) Assert.That(blurred[x, y, c], Is.EqualTo(Sum(x, y, c, g, g) / total).Within(2e-6), $"blur at ({x}, {y}), channel {c}");
                    var squares = Enumerable.Range(0, Math.Min(channels, 3)).Sum(c => Math.Pow(Sum(x, y, c, step, smooth), 2) + Math.Pow(Sum(x, y, c, smooth, step), 2));
                    Assert.That(energy[x, y], Is.EqualTo(squares).Within(1e-5 * Math.Max(1, squares)), $"energy at ({x}, {y})");
                }
            }
        });

        double Sum(int x, int y, int c, double[] alongX, double[] alongY)
        {
            var sum = 0.0;
            for (var j = 0; j < alongY.Length; j++)
            {
                for (var i = 0; i < alongX.Length; i++)
                {
                    var column = Inside(x + i - (alongX.Length / 2), width, tile is TileMode.X or TileMode.XY);
                    sum += alongX[i] * alongY[j] * image[column, Inside(y + j - (alongY.Length / 2), height, tile is TileMode.Y or TileMode.XY), c];
                }
            }
            return sum;
        }

        static int Inside(int index, int length, bool repeats) => repeats ? ((index % length) + length) % length : Math.Clamp(index, 0, length - 1);
    }

    [Test]
    public void WhatLiesAroundATargetIsLeftAlone([Values(1, 2, 3, 4)] int height)
    {
        var (tensors, picture) = (_verbs.Ops.Tensors, _verbs.Up(Pictures.Noise(21, height, 3, 6)));
        foreach (var channels in new[] { 3, 1 })
        {
            var values = Enumerable.Repeat(-7f, (height + 2) * 21 * channels).ToArray();
            using var whole = tensors.Create(new(height + 2, 21, channels), ElementType.Float32);
            using var target = tensors.View(whole, 1, height);
            tensors.Upload(whole, values);
            if (channels == 1) _verbs.Ops.GradientEnergy(target, picture, TileMode.None);
            else _verbs.Ops.GaussianBlur(target, picture, 1, TileMode.None);
            tensors.Download(whole, values);
            var row = 21 * channels;
            Assert.That(values[..row].Concat(values[^row..]), Is.All.EqualTo(-7), $"{channels} channels");
            Assert.That(values[row..^row], Is.All.AtLeast(0));
        }
    }

    [Test]
    public void TheGradientOfARampIsEightTimesItsSlope([Values(1, 3, 4)] int channels)
    {
        var ramp = new Image(20, 18, channels);
        for (var y = 0; y < 18; y++)
            for (var x = 0; x < 20; x++)
                for (var c = 0; c < channels; c++) ramp[x, y, c] = (c + 1) * ((0.01f * x) - (0.02f * y));
        var energy = _verbs.GradientEnergy(ramp, TileMode.None);
        var colours = channels == 1 ? 1 : 1 + 4 + 9;
        Assert.Multiple(() =>
        {
            Assert.That(energy[7, 9], Is.EqualTo(colours * ((0.08 * 0.08) + (0.16 * 0.16))).Within(1e-5), "transparency is no colour");
            Assert.That(energy[0, 9], Is.EqualTo(colours * ((0.04 * 0.04) + (0.16 * 0.16))).Within(1e-5), "the edge column is continued");
        });
    }

    [Test]
    public void AMatrixMixesColoursAndClamps()
    {
        var image = Pictures.Noise(33, 9, 3, 4);
        var matrix = new Matrix4x4(0, 2, 0.25f, 0, 1, 0, -0.5f, 0, 0, 0, 0, 0, 0, -0.5f, 0.5f, 1);
        var mixed = _verbs.ColourMatrix(image, matrix);
        Assert.Multiple(() =>
        {
            for (var i = 0; i < image.Pixels.Length; i += 3)
            {
                var (r, g) = (image.Pixels[i], image.Pixels[i + 1]);
                Assert.That(mixed.Pixels.Slice(i, 3).ToArray(), Is.EqualTo(new[] { g, Math.Clamp((2 * r) - 0.5f, 0, 1), (0.25f * r) - (0.5f * g) + 0.5f }).Within(1e-6f));
            }
        });
    }

    [TestCase(TileMode.XY)]
    [TestCase(TileMode.X)]
    [TestCase(TileMode.Y)]
    public void RepeatingAxesCommuteWithRolling(TileMode tile)
    {
        var image = Pictures.Noise(48, 40, 1, 7);
        var (dx, dy) = (tile == TileMode.Y ? 0 : 13, tile == TileMode.X ? 0 : 29);
        var rolled = Pictures.Roll(image, dx, dy);
        Assert.Multiple(() =>
        {
            Same(_verbs.GaussianBlur(rolled, 3, tile), _verbs.GaussianBlur(image, 3, tile));
            Same(_verbs.GradientEnergy(rolled, tile), _verbs.GradientEnergy(image, tile));
            Same(_verbs.Canny(rolled, 200, 500, tile), _verbs.Canny(image, 200, 500, tile));
            Same(_verbs.NormalFromHeight(rolled, tile, 16), _verbs.NormalFromHeight(image, tile, 16));
            Same(_verbs.OcclusionFromHeight(rolled, tile, 16), _verbs.OcclusionFromHeight(image, tile, 16));
        });

        void Same(Image actual, Image unrolled) =>
            Assert.That(actual.Pixels.ToArray(), Is.EqualTo(Pictures.Roll(unrolled, dx, dy).Pixels.ToArray()).Within(1e-5f));
    }

    [Test]
    public void ResizingATileByWholeFactorsStaysATile([Values(1, 3)] int channels)
    {
        var image = Pictures.Noise(16, 24, channels, 5);
        var rolled = _verbs.Resize(Pictures.Roll(image, 5, 7), 48, 72, TileMode.XY);
        var expected = Pictures.Roll(_verbs.Resize(image, 48, 72, TileMode.XY), 15, 21);
        Assert.That(rolled.Pixels.ToArray(), Is.EqualTo(expected.Pixels.ToArray()).Within(1e-5f));
    }

    [Test]
    public void ResizingToTheSameSizeChangesNothing()
    {
        var image = Pictures.Noise(17, 11, 3, 2);
        Assert.That(_verbs.Resize(image, 17, 11, TileMode.None).Pixels.ToArray(), Is.EqualTo(image.Pixels.ToArray()).Within(1e-6f));
    }

    [Test]
    public void CannyFindsTheOutlineOnce()
    {
        var image = new Image(40, 40, 1);
        for (var y = 10; y < 30; y++)
            for (var x = 12; x < 28; x++) image[x, y] = 1;
        var edges = _verbs.Canny(image, 100, 200, TileMode.None);
        Assert.Multiple(() =>
        {
            Assert.That(Enumerable.Range(0, 40).Count(x => edges[x, 20] == 1), Is.EqualTo(2), "a row crosses two edges of one pixel");
            Assert.That(Enumerable.Range(0, 40).Count(y => edges[20, y] == 1), Is.EqualTo(2), "a column too");
            Assert.That(edges.Pixels.ToArray(), Is.All.EqualTo(0).Or.EqualTo(1));
        });
    }

    [Test]
    public void CannyKeepsWeakEdgesThatTouchStrongOnes()
    {
        // A step whose height falls along a spiral arm: strong at one end only. A second, weak alone, vanishes.
        var image = new Image(64, 32, 1);
        for (var y = 0; y < 32; y++)
        {
            for (var x = 0; x < 64; x++)
                image[x, y] = x >= 20 && x < 40 ? 0.5f - (0.012f * y) : x >= 50 ? 0.15f : 0;
        }
        var edges = _verbs.Canny(image, 100, 400, TileMode.None);
        Assert.Multiple(() =>
        {
            Assert.That(Enumerable.Range(1, 29).All(y => edges[19, y] == 1 || edges[20, y] == 1), "down to its weak end");
            Assert.That(Enumerable.Range(0, 32).Any(y => edges[49, y] == 1 || edges[50, y] == 1), Is.False, "weak alone");
        });
    }

    [Test]
    public void RangeAndNormalize([Values(1, 3)] int channels, [Values(5, 300)] int width)
    {
        var image = Pictures.Noise(width, 257, channels, 3);
        image.Pixels[7] = -12.5f;
        image.Pixels[^1] = 99;
        Assert.That(_verbs.Range(image), Is.EqualTo(new ValueRange(-12.5f, 99)));
        var normalized = _verbs.Normalize(image);
        Assert.That(normalized.Pixels[11], Is.EqualTo((image.Pixels[11] + 12.5) / 111.5).Within(1e-6));
        Assert.That(_verbs.Range(normalized), Is.EqualTo(new ValueRange(0, 1)));
        image.Pixels.Fill(3);
        Assert.That(_verbs.Normalize(image).Pixels.ToArray(), Is.All.Zero);
    }

    [Test]
    public void AWindowOfPlanesIsAPicture()
    {
        float[] planes = [.. Enumerable.Range(0, 4 * 3 * 5).Select(i => (i - 30) / 32f)]; // [1, 4, 3, 5]
        planes[^1] = 7;
        var colours = _verbs.FromPlanes(planes, new(1, 4, 3, 5), 1, 2, 1, 3, 2, 3);
        var grey = _verbs.FromPlanes(planes, new(1, 4, 3, 5), 3, 0, 0, 5, 3, 1);
        Assert.Multiple(() =>
        {
            Assert.That(colours[1, 1, 2], Is.EqualTo((planes[(3 * 15) + (2 * 5) + 3] + 1) / 2));
            Assert.That(colours[0, 0, 0], Is.EqualTo((planes[15 + 5 + 2] + 1) / 2));
            Assert.That(grey[4, 0], Is.EqualTo((planes[(3 * 15) + 4] + 1) / 2));
            Assert.That(grey[4, 2], Is.EqualTo(1), "clamped");
        });
    }

    [Test]
    public void APictureInAWindowOfPlanesContinuesItsEdges()
    {
        var picture = Pictures.Noise(3, 2, 4, 5);
        var planes = _verbs.ToPlanes(picture, new(1, 3, 5, 6), 2, 1, 2, -1);
        var grey = _verbs.ToPlanes(picture, new(1, 1, 2, 3), 0, 0, 1, 0);
        var same = _verbs.ToPlanes(Pictures.Noise(3, 2, 1, 5), new(1, 3, 2, 3), 0, 0, 1, 0);
        Assert.Multiple(() =>
        {
            for (var i = 0; i < planes.Length; i++)
            {
                var (c, y, x) = (i / 30, i / 6 % 5, i % 6);
                Assert.That(planes[i], Is.EqualTo((2 * picture[Math.Clamp(x - 2, 0, 2), Math.Clamp(y - 1, 0, 1), c]) - 1).Within(1e-7), $"({x}, {y}), channel {c}");
            }
            Assert.That(grey[5], Is.EqualTo((0.299 * picture[2, 1, 0]) + (0.587 * picture[2, 1, 1]) + (0.114 * picture[2, 1, 2])).Within(1e-7));
            Assert.That(same[..6], Is.EqualTo(same[6..12]).And.EqualTo(same[12..]));
        });
    }

    [Test]
    public void WhatDoesNotFitIsRefused()
    {
        var (ops, three, one, small) = (_verbs.Ops, _verbs.New(8, 6, 3), _verbs.New(8, 6, 1), _verbs.New(4, 6, 1));
        var planes = ops.Tensors.Create(new(1, 6, 6, 8), ElementType.Float32);
        using var integers = ops.Tensors.Create(new(6, 8, 1), ElementType.Int32);
        using var canvas = ops.Tensors.Create(new(1, 3, 6, 8), ElementType.Float32);
        Action[] wrong =
        [
            () => ops.GaussianBlur(three, one, 1, TileMode.None), () => ops.GaussianBlur(one, one, 1, TileMode.None), () => ops.GaussianBlur(one, integers, 1, TileMode.None),
            () => ops.GradientEnergy(one, small, TileMode.None), () => ops.GradientEnergy(three, one, TileMode.None), () => ops.ColourMatrix(three, one, Matrix4x4.Identity), () => ops.ColourMatrix(one, small, Matrix4x4.Identity), () => ops.Resize(small, three, TileMode.None), () => ops.Canny(small, one, 1, 2, TileMode.None),
            () => ops.LinearDepth(three, one, new() { NearMetres = 1 }, false), () => ops.NormalFromDepth(one, _verbs.New(8, 6, 1), default), () => ops.ColourIds(three, three, false), () => ops.Quantiles(one, three, 0, 1),
            () => ops.GeometryEdges(one, null, null, null, 0, 0), () => ops.GeometryEdges(one, _verbs.New(8, 6, 1), one, null, 0, 0), () => ops.GeometryEdges(one, null, null, small, 0, 0), () => ops.Range(one, three), () => ops.Normalize(three, _verbs.New(8, 6, 3), one),
            () => ops.NormalFromHeight(one, small, TileMode.None, 1), () => ops.OcclusionFromHeight(three, one, TileMode.None, 1),
            () => ops.FromPlanes(three, planes, 4, 0, 0), () => ops.FromPlanes(small, planes, 0, 5, 0), () => ops.FromPlanes(one, three, 0, 0, 0),
            () => ops.ToPlanes(planes, one, 0, 0, 1, 0), () => ops.ToPlanes(one, three, 0, 0, 1, 0), () => ops.ToPlanes(canvas, one, 1, 0, 1, 0), () => ops.ToPlanes(canvas, small, 0, -1, 1, 0),
        ];
        Action[] outside =
        [
            () => ops.GaussianBlur(small, _verbs.New(4, 6, 1), 0, TileMode.None), () => ops.Canny(small, _verbs.New(4, 6, 1), 3, 2, TileMode.None),
            () => ops.LinearDepth(small, _verbs.New(4, 6, 1), new() { NearMetres = 2, FarMetres = 1 }, false), () => ops.LinearDepth(small, _verbs.New(4, 6, 1), new() { NearMetres = 0 }, false),
            () => ops.GeometryEdges(small, _verbs.New(4, 6, 1), null, null, 0, 2), () => ops.Quantiles(_verbs.New(2, 1, 1), small, 0.5f, 0.4f), () => ops.OcclusionFromHeight(small, _verbs.New(4, 6, 1), TileMode.None, -1),
            () => ops.FromPlanes(one, planes, -1, 0, 0),
        ];
        Assert.Multiple(() =>
        {
            for (var i = 0; i < wrong.Length; i++) Assert.That(() => wrong[i](), Throws.ArgumentException, $"{i}");
            for (var i = 0; i < outside.Length; i++) Assert.That(() => outside[i](), Throws.InstanceOf<ArgumentOutOfRangeException>(), $"{i}");
        });
        planes.Dispose();
    }

    private static double Deviation(Image image)
    {
        var values = image.Pixels.ToArray();
        var mean = values.Average();
        return Math.Sqrt(values.Average(v => (v - mean) * (v - mean)));
    }
}
