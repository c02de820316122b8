using NUnit.Framework;
using Scumble.Imaging;
using Scumble.Tests.Contracts;
using Scumble.Tests.Fixtures;
using Scumble.Vulkan;

namespace Scumble.Tests.Vulkan.Images;

/// <summary>The contract on the device, and every kind of node beside itself on the host.</summary>
public class VulkanNodesTests : NodeContract
{
    protected override IImageOps CreateOps() => new VulkanImageOps(TestDevice.Shared);

    // The rest is what the host does, to which it is compared.
    private protected override (TileMode Tile, int X, int Y)[] Rolls => [(TileMode.XY, 29, 13)];

    [TearDown]
    public void NoMessages() => TestDevice.AssertNoMessages();

    [TestCaseSource(typeof(NodeCase), nameof(NodeCase.All))]
    public async Task NodesAreTheSameAsOnTheHost(NodeCase one)
    {
        ArgumentNullException.ThrowIfNull(one);
        foreach (var tile in new[] { TileMode.XY, TileMode.None })
        {
            var expected = await one.RunAsync(new CpuImageOps(), tile);
            var actual = await one.RunAsync(Images, tile);
            Assert.That(actual.Keys, Is.EqualTo(expected.Keys));
            foreach (var (name, image) in expected) AssertSame(image, actual[name], $"{name}, tile {tile}", 1e-4f);
        }
    }
}
