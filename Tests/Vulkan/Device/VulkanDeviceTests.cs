using NUnit.Framework;
using Scumble.Diagnostics;
using Scumble.Tensors;
using Scumble.Vulkan;
using Silk.NET.Vulkan;

namespace Scumble.Tests.Vulkan.Device;

public class VulkanDeviceTests
{
    [TearDown]
    public void NoMessages() => TestDevice.AssertNoMessages();

    [Test]
    public void ADeviceIsChosenByUuid()
    {
        var shared = TestDevice.Shared;
        Assert.That(shared.Uuid, Is.Not.EqualTo(Guid.Empty));
        Assert.That(shared.Choice.Chosen, Is.EqualTo(shared.Name));
        using var same = TestDevice.Create(new VulkanDeviceOptions { Uuid = shared.Uuid });
        Assert.That(same.Uuid, Is.EqualTo(shared.Uuid));
        var error = Assert.Throws<ScumbleException>(() => TestDevice.Create(new VulkanDeviceOptions { Uuid = Guid.Empty }));
        Assert.That(error.Message, Does.Contain(shared.Uuid.ToString()).And.Contain(shared.Name));
    }

    [TestCase(Result.Success, 1)]
    [TestCase(Result.ErrorNotPermittedKhr, 2)]
    [TestCase(Result.ErrorInitializationFailed, 2)]
    public void ADeviceThatGivesWayHasAQueueOfLowPriorityWhereTheDriverGrantsIt(Result answer, int attempts)
    {
        var driver = new PriorityDriver(answer);
        using (var device = VulkanDevice.Create(new VulkanDeviceOptions { GetInstanceProcAddr = driver.Address, GivesWay = true }))
        {
            // It computes all the same.
            using var tensor = new VulkanTensorOps(device).Create(new TensorShape(4), ElementType.Float32);
            var values = new float[4];
            new VulkanTensorOps(device).Download(tensor, values);
            Assert.That(values, Has.All.EqualTo(0));
        }
        Assert.That(driver.Asked, Has.Count.EqualTo(attempts));
        Assert.That(driver.Asked[0], Is.EqualTo(((QueueGlobalPriority?)QueueGlobalPriority.Low, 0f)));
        if (attempts == 2) Assert.That(driver.Asked[1], Is.EqualTo(((QueueGlobalPriority?)null, 0f)));
    }

    [Test]
    public void OthersHaveAnOrdinaryQueue()
    {
        var driver = new PriorityDriver(Result.Success);
        VulkanDevice.Create(new VulkanDeviceOptions { GetInstanceProcAddr = driver.Address }).Dispose();
        Assert.That(driver.Asked, Is.EqualTo(new[] { ((QueueGlobalPriority?)null, 1f) }));
    }

    [Test]
    public void ValidationMessagesArrive()
    {
        // The proof that silence means something: a buffer of no size, and a buffer that is leaked.
        var messages = new List<string>();
        var device = VulkanDevice.Create(new VulkanDeviceOptions { OnValidationMessage = messages.Add });
        Leak(device, size: 0);
        Assert.That(messages, Has.Some.Contains("VUID-VkBufferCreateInfo-size"));
        messages.Clear();
        Leak(device, size: 64);
        device.Dispose();
        Assert.That(messages, Has.Some.Contains("VUID-vkDestroyDevice-device"));
    }

    [TestCase(Result.ErrorIncompatibleDriver)]
    [TestCase(Result.ErrorInitializationFailed)]
    public void NoDriverIsSaid(Result result)
    {
        var driver = new FaultyDriver();
        driver.FailAt(1, result, "vkCreateInstance");
        var error = Assert.Throws<ScumbleException>(() => VulkanDevice.Create(new VulkanDeviceOptions { GetInstanceProcAddr = driver.Address }));
        Assert.That(error.Message, Does.Contain("no Vulkan driver"));
        Assert.That(error.Hint, Does.Contain("driver").And.Contain("cpu"));
    }

    [Test]
    public void NoLoaderIsSaid()
    {
        var error = Assert.Throws<ScumbleException>(() => VulkanLoader.GetInstanceProcAddr("libvulkan-that-is-not-there.so"));
        Assert.That(error.Message, Does.Contain("no Vulkan loader").And.Contain("libvulkan-that-is-not-there.so"));
    }

    [Test]
    public void NoDeviceIsSaid() => Assert.That(() => DeviceSelection.Choose([], null),
        Throws.TypeOf<ScumbleException>().With.Message.Contains("finds no device"));

    [Test]
    public void UseAfterDisposeIsRefused()
    {
        var device = TestDevice.Create();
        var ops = new VulkanTensorOps(device);
        var tensor = ops.Create(new(3), ElementType.Float32);
        device.Dispose();
        device.Dispose();
        Assert.That(() => ops.Scale(tensor, 1, tensor), Throws.TypeOf<ObjectDisposedException>());
        Assert.That(() => ops.Create(new(3), ElementType.Float32), Throws.TypeOf<ObjectDisposedException>());
        tensor.Dispose();
    }

    private static unsafe void Leak(VulkanDevice device, ulong size)
    {
        var info = new BufferCreateInfo(StructureType.BufferCreateInfo, size: size, usage: BufferUsageFlags.StorageBufferBit);
        Silk.NET.Vulkan.Buffer buffer;
        _ = device.Api.CreateBuffer(device.Handle, &info, null, &buffer);
    }
}
