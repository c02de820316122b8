using NUnit.Framework;
using Scumble.Diagnostics;
using Scumble.Tests.Vulkan;
using Scumble.Vulkan;

namespace Scumble.Tests.Sharing;

/// <summary>The device that the tests of this folder share, under the validation layer.</summary>
[SetUpFixture]
public class InteropDevice
{
    private static VulkanDevice? _shared;

    public static VulkanDevice Shared => _shared!;

    [OneTimeSetUp]
    public static void Create()
    {
        try
        {
            _shared = TestDevice.Create();
        }
        catch (ScumbleException e) when (Environment.GetEnvironmentVariable("CI") is null)
        {
            Assert.Ignore($"{e.Message} {e.Hint}");
        }
    }

    [OneTimeTearDown]
    public static void DisposeShared()
    {
        _shared?.Dispose();
        TestDevice.AssertNoMessages();
    }
}
