using System.Runtime.InteropServices;
using NUnit.Framework;
using Scumble.Imaging;
using Scumble.Tests.Contracts;
using Scumble.Tests.Core.Imaging;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Vulkan.Images;

/// <summary>The contract on the device, and every kernel beside its twin on the host.</summary>
public class VulkanImageKernelTests : ImageKernelContract
{
    private readonly CpuImageKernels _host = new();

    protected override IImageKernels CreateKernels() => new VulkanImageKernels(TestDevice.Shared);

    [TearDown]
    public void NoMessages() => TestDevice.AssertNoMessages();

    [Test]
    public void FiltersAreTheirTwins([Values] TileMode tile, [Values(1, 3, 4)] int channels)
    {
        var image = Pictures.Noise(53, 38, channels, 1);
        Assert.Multiple(() =>
        {
            AssertTwin("blur", kernels => kernels.GaussianBlur(image, 2.2f, tile), 2e-6f);
            AssertTwin("blur wider than the picture", kernels => kernels.GaussianBlur(image, 20, tile), 4e-6f);
            AssertTwin("enlarged", kernels => kernels.Resize(image, 71, 90, tile), 2e-6f);
            AssertTwin("shrunk", kernels => kernels.Resize(image, 20, 9, tile), 2e-6f);
            AssertTwin("normalized", kernels => kernels.Normalize(image), 1e-7f);
        });
    }

    [Test]
    public void KernelsOnOneChannelAreTheirTwins([Values] TileMode tile)
    {
        var image = Pictures.Noise(75, 52, 1, 1);
        var smooth = GaussianBlur.Create(image, 1.5f, tile);
        Assert.Multiple(() =>
        {
            AssertTwin("sobel x", kernels => kernels.Sobel(image, tile).X, 1e-6f);
            AssertTwin("sobel y", kernels => kernels.Sobel(image, tile).Y, 1e-6f);
            AssertTwin("normal", kernels => kernels.NormalFromHeight(image, tile, 16), 2e-6f);
            AssertTwin("occlusion", kernels => kernels.OcclusionFromHeight(image, tile, 16), 5e-6f);
            AssertTwin("occlusion of a smooth surface", kernels => kernels.OcclusionFromHeight(smooth, tile, 16), 5e-6f);
            AssertTwin("metres", kernels => kernels.LinearDepth(image, 0.1f, 500, true, false), 1e-4f);
            AssertTwin("one over metres", kernels => kernels.LinearDepth(image, 0.1f, 500, false, true), 2e-6f);
        });
    }

    [Test]
    public void CannyIsItsTwinToThePixel([Values] TileMode tile, [Values(40, 100)] int low, [Values(0.8f, 1.5f)] float sigma)
    {
        // Long, winding ridges: the union of trees must follow them as the host's stack does.
        var image = GaussianBlur.Create(Pictures.Noise(301, 257, 1, 12), sigma, tile);
        var expected = _host.Canny(image, low, 2 * low, tile);
        Assert.That(expected.Pixels.ToArray().Average(), Is.InRange(0.01, 0.5));
        AssertTwin("canny", kernels => kernels.Canny(image, low, 2 * low, tile), 0);
    }

    [Test]
    public void TexturesAreTheirTwins([Values] TexelFormat format, [Values] TexelTransfer transfer, [Values] MipFilter filter)
    {
        var image = Pictures.Noise(45, 34, filter == MipFilter.Normal ? 3 : 4, 6);
        var (expected, actual) = (_host.Texture(image, format, transfer, filter), Kernels.Texture(image, format, transfer, filter));
        Assert.That(actual, Has.Length.EqualTo(expected.Length));
        for (var i = 0; i < expected.Length; i++)
        {
            // One step of rounding where the two powers of the transfer function differ in their last digits, and what smaller levels make of it.
            var steps = Steps(expected[i], actual[i], format);
            Assert.That(steps.Max(), Is.LessThanOrEqualTo(1), $"level {i}");
            if (i == 0) Assert.That(steps.Average(), Is.LessThan(0.002));
        }
    }

    private static int[] Steps(byte[] expected, byte[] actual, TexelFormat format) => format == TexelFormat.Rgba16Float
        ? [.. MemoryMarshal.Cast<byte, short>(expected).ToArray().Zip(MemoryMarshal.Cast<byte, short>(actual).ToArray(), (e, a) => Math.Abs(e - a))]
        : [.. expected.Zip(actual, (e, a) => Math.Abs(e - a))];

    private void AssertTwin(string name, Func<IImageKernels, Image> run, float tolerance)
    {
        var (expected, actual) = (run(_host), run(Kernels));
        for (var i = 0; i < expected.Pixels.Length; i++)
        {
            if (Math.Abs(expected.Pixels[i] - actual.Pixels[i]) <= tolerance * Math.Max(1, Math.Abs(expected.Pixels[i]))) continue;
            var (pixel, channel) = (i / expected.Channels, i % expected.Channels);
            Assert.Fail($"{name}: {actual.Pixels[i]} instead of {expected.Pixels[i]} at ({pixel % expected.Width}, {pixel / expected.Width}), channel {channel}");
        }
    }
}
