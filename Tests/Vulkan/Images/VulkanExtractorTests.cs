using NUnit.Framework;
using Scumble.Imaging;
using Scumble.Tests.Contracts;
using Scumble.Vulkan;

namespace Scumble.Tests.Vulkan.Images;

public class VulkanExtractorTests : ExtractorContract
{
    protected override IImageOps CreateOps() => new VulkanImageOps(TestDevice.Shared);

    [TearDown]
    public void NoMessages() => TestDevice.AssertNoMessages();
}
