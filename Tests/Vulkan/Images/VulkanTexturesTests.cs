using System.Runtime.InteropServices;
using NUnit.Framework;
using Scumble.Imaging;
using Scumble.Tests.Contracts;
using Scumble.Tests.Core.Imaging;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Vulkan.Images;

/// <summary>The contract on the device, and textures beside those of the host.</summary>
public class VulkanTexturesTests : TextureContract
{
    private readonly CpuTextures _host = new();

    protected override ITextures CreateTextures() => new VulkanTextures(TestDevice.Shared);

    [TearDown]
    public void NoMessages() => TestDevice.AssertNoMessages();

    [Test]
    public void TexturesAreTheirTwins([Values] TexelFormat format, [Values] TexelTransfer transfer, [Values] MipFilter filter)
    {
        var image = Pictures.Noise(45, 34, filter == MipFilter.Normal ? 3 : 4, 6);
        var (expected, actual) = (_host.Texture(image, format, transfer, filter), Textures.Texture(image, format, transfer, filter));
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
}
