using System.Numerics;
using NUnit.Framework;
using Scumble.Imaging;
using Scumble.Tensors;
using Scumble.Tests.Contracts;
using Scumble.Tests.Fixtures;
using Scumble.Vulkan;

namespace Scumble.Tests.Vulkan.Images;

/// <summary>The contract on the device, and every kernel beside its twin on the host.</summary>
public class VulkanImageOpsTests : ImageOpsContract
{
    private readonly ImageVerbs _host = new(new CpuImageOps());

    protected override IImageOps CreateOps() => new VulkanImageOps(TestDevice.Shared);

    [TearDown]
    public void NoMessages() => TestDevice.AssertNoMessages();

    [Test]
    public void FiltersAreTheirTwins([Values] TileMode tile, [Values(1, 3, 4)] int channels)
    {
        var image = Pictures.Noise(53, 38, channels, 1);
        Assert.Multiple(() =>
        {
            AssertTwin("blur", verbs => verbs.GaussianBlur(image, 2.2f, tile), 2e-6f);
            AssertTwin("blur wider than the picture", verbs => verbs.GaussianBlur(image, 20, tile), 4e-6f);
            AssertTwin("enlarged", verbs => verbs.Resize(image, 71, 90, tile), 2e-6f);
            AssertTwin("shrunk", verbs => verbs.Resize(image, 20, 9, tile), 2e-6f);
            AssertTwin("gradient", verbs => verbs.GradientEnergy(image, tile), 1e-5f);
            AssertTwin("normalized", verbs => verbs.Normalize(image), 1e-7f);
        });
    }

    [Test]
    public void KernelsOnOneChannelAreTheirTwins([Values] TileMode tile)
    {
        var image = Pictures.Noise(75, 52, 1, 1);
        var smooth = GaussianBlur.Create(image, 1.5f, tile);
        Assert.Multiple(() =>
        {
            AssertTwin("normal", verbs => verbs.NormalFromHeight(image, tile, 16), 2e-6f);
            AssertTwin("occlusion", verbs => verbs.OcclusionFromHeight(image, tile, 16), 5e-6f);
            AssertTwin("occlusion of a smooth surface", verbs => verbs.OcclusionFromHeight(smooth, tile, 16), 5e-6f);
            AssertTwin("metres", verbs => verbs.LinearDepth(image, new() { NearMetres = 0.1f, FarMetres = 500, IsReversed = true }, false), 1e-4f);
            AssertTwin("one over metres", verbs => verbs.LinearDepth(image, new() { NearMetres = 0.1f, FarMetres = 500 }, true), 2e-6f);
            AssertTwin("orthographic metres", verbs => verbs.LinearDepth(image, new() { NearMetres = -5, FarMetres = 500, IsOrthographic = true }, false), 2e-6f);
            AssertTwin("clip space", verbs => verbs.LinearDepth(image, new() { NearMetres = 1, FarMetres = 5, Stored = DepthConvention.ClipSpace }, false), 2e-6f);
        });
    }

    [Test]
    public void KernelsOnScenesAreTheirTwins([Values(4, 75)] int width)
    {
        var (depth, normal) = (Pictures.Noise(width, 52, 1, 1), Pictures.Noise(width, 52, 3, 2));
        for (var i = 0; i < depth.Pixels.Length; i += 7) depth.Pixels[i] = 0;
        var (smooth, ids) = (GaussianBlur.Create(depth, 2, TileMode.None), new Image(width, 52, 1));
        for (var i = 0; i < ids.Pixels.Length; i++) ids.Pixels[i] = MathF.Floor(smooth.Pixels[i] * 9) * 1234567;
        var soft = GaussianBlur.Create(normal, 1.5f, TileMode.None);
        Assert.Multiple(() =>
        {
            AssertTwin("normals", verbs => verbs.NormalFromDepth(depth, CameraRays.Perspective(width, 52, 60)), 2e-6f);
            AssertTwin("normals of a smooth scene", verbs => verbs.NormalFromDepth(smooth, CameraRays.Perspective(width, 52, 60)), 4e-6f);
            AssertTwin("orthographic normals", verbs => verbs.NormalFromDepth(smooth, new(0.1f, 0, -0.1f, 0, 3)), 4e-6f);
            foreach (var (e, n, o) in new[] { (smooth, soft, ids), (depth, normal, ids), (smooth, null, null), (null, soft, null), (null, null, ids), (smooth, soft, null) })
                AssertTwin("edges", verbs => verbs.GeometryEdges(e, n, o, 0.05f, 0.1f), 0);
            AssertTwin("colours through a matrix", verbs => verbs.ColourMatrix(normal, Matrix4x4.CreateFromYawPitchRoll(1, 2, 3) with { M42 = 0.5f }), 1e-6f);
            AssertTwin("colours by lot", verbs => verbs.ColourIds(ids, false), 0);
            AssertTwin("colours as ids", verbs => verbs.ColourIds(ids, true), 0);
            foreach (var (low, high) in new[] { (0f, 1f), (0.01f, 0.99f), (0.5f, 0.5f), (0f, 0.7f) })
                Assert.That(Verbs.Quantiles(depth, low, high), Is.EqualTo(_host.Quantiles(depth, low, high)), $"{low} to {high}");
        });
    }

    [Test]
    public void WindowsOfPlanesAreTheirTwins([Values(1, 3)] int channels, [Values] bool isWhole)
    {
        float[] planes = [.. Enumerable.Range(0, 5 * 12 * 20).Select(i => (float)(1.2 * Math.Sin(0.7 * i)))]; // [1, 5, 12, 20]
        var (x, y, width, height) = isWhole ? (0, 0, 20, 12) : (3, 2, 11, 7);
        AssertTwin("planes", verbs => verbs.FromPlanes(planes, new(1, 5, 12, 20), 2, x, y, width, height, channels), 1e-7f);
    }

    [Test]
    public void PicturesInPlanesAreTheirTwins([Values(1, 3, 4)] int channels, [Values(1, 3)] int planes, [Values] bool isWhole)
    {
        var image = Pictures.Noise(21, 13, channels, 3);
        var (shape, x, y) = isWhole ? (new TensorShape(1, planes, 13, 21), 0, 0) : (new TensorShape(1, planes, 40, 33), 7, 9);
        float[] Run(ImageVerbs verbs) => verbs.ToPlanes(image, shape, x, y, 2, -1);
        Assert.That(Run(Verbs), Is.EqualTo(Run(_host)).Within(1e-7f));
    }

    [Test]
    public void CannyIsItsTwinToThePixel([Values] TileMode tile, [Values(40, 100)] int low, [Values(0.8f, 1.5f)] float sigma)
    {
        // Long, winding ridges: the union of trees must follow them as the host's stack does.
        var image = GaussianBlur.Create(Pictures.Noise(301, 257, 1, 12), sigma, tile);
        var expected = _host.Canny(image, low, 2 * low, tile);
        Assert.That(expected.Pixels.ToArray().Average(), Is.InRange(0.01, 0.5));
        AssertTwin("canny", verbs => verbs.Canny(image, low, 2 * low, tile), 0);
    }

    [Test]
    public void ViewsOfOneBufferAreTheSameMemory()
    {
        using var both = Verbs.Ops.Tensors.Create(new(8, 4, 1), ElementType.Float32);
        using var upper = Verbs.Ops.Tensors.View(both, 0, 4);
        using var lower = Verbs.Ops.Tensors.View(both, 4, 4);
        Assert.That(() => Verbs.Ops.GaussianBlur(upper, lower, 1, TileMode.None), Throws.ArgumentException.With.Message.Contains("same memory"));
    }

    private void AssertTwin(string name, Func<ImageVerbs, Image> run, float tolerance)
    {
        var (expected, actual) = (run(_host), run(Verbs));
        for (var i = 0; i < expected.Pixels.Length; i++)
        {
            if (Math.Abs(expected.Pixels[i] - actual.Pixels[i]) <= tolerance * Math.Max(1, Math.Abs(expected.Pixels[i]))) continue;
            var (pixel, channel) = (i / expected.Channels, i % expected.Channels);
            Assert.Fail($"{name}: {actual.Pixels[i]} instead of {expected.Pixels[i]} at ({pixel % expected.Width}, {pixel / expected.Width}), channel {channel}");
        }
    }
}
