using System.Collections.Concurrent;
using NUnit.Framework;
using Scumble.Diagnostics;
using Scumble.Vulkan;

namespace Scumble.Tests.Vulkan;

/// <summary>The device that the tests share, under the Khronos validation layer; at the end not one message may have come, not even of a leak.</summary>
[SetUpFixture]
public class TestDevice
{
    private static readonly ConcurrentQueue<string> Received = [];
    private static VulkanDevice? _shared;

    public static VulkanDevice Shared => _shared!;

    /// <summary>A device of its own for one test, whose messages count with the others.</summary>
    public static VulkanDevice Create(VulkanDeviceOptions? options = null) =>
        VulkanDevice.Create((options ?? new()) with { OnValidationMessage = Receive });

    // Whoever changes the core need not have Vulkan; the check must.
    [OneTimeSetUp]
    public static void CreateShared()
    {
        try
        {
            _shared = Create();
        }
        catch (ScumbleException e) when (Environment.GetEnvironmentVariable("CI") is null)
        {
            Assert.Ignore($"{e.Message} {e.Hint}");
        }
    }

    public static void Receive(string message) => Received.Enqueue(message);

    /// <summary>Says which messages came since the last call, and that none should have.</summary>
    public static void AssertNoMessages()
    {
        var messages = Received.ToArray();
        Received.Clear();
        Assert.That(messages, Is.Empty, "messages of the validation layer");
    }

    [OneTimeTearDown]
    public static void DisposeShared()
    {
        _shared?.Dispose();
        AssertNoMessages();
    }
}
