using NUnit.Framework;
using Scumble.Diagnostics;
using Scumble.Tensors;
using Scumble.Vulkan;

namespace Scumble.Tests.Vulkan.Device;

public class BorrowTests
{
    [TearDown]
    public void NoMessages() => TestDevice.AssertNoMessages();

    [Test]
    public void ABorrowedDeviceIsLeftAsItWas()
    {
        using var renderer = new TestRenderer();
        using (var device = VulkanDevice.Borrow(renderer.Handles))
        {
            var ops = new VulkanTensorOps(device);
            var forgotten = (VulkanTensor)ops.Create(new(100), ElementType.Float32);
            ops.Noise.FillSigns(forgotten, 1, 2);
            var values = new float[100];
            forgotten.Download<float>(values);
            Assert.That(values, Is.All.EqualTo(1).Or.EqualTo(-1));
            Assert.That(device.DeviceHandle, Is.EqualTo(renderer.Device.Handle));
        }
        // What was forgotten is freed, or the validation layer says so when the renderer destroys its device.
        Assert.That(renderer.Vk.DeviceWaitIdle(renderer.Device), Is.EqualTo(Silk.NET.Vulkan.Result.Success));
    }

    [Test]
    public void AMissingFeatureIsNamed()
    {
        using var renderer = new TestRenderer(features: VulkanFeatures.None);
        var error = Assert.Throws<ScumbleException>(() => VulkanDevice.Borrow(renderer.Handles));
        Assert.That(error.Message, Does.Contain(nameof(VulkanFeatures.TimelineSemaphore)));
        Assert.That(error.Hint, Does.Contain("VkPhysicalDeviceVulkan12Features"));
    }

    [Test]
    public void AnExtensionThatWasNotEnabledIsNamed()
    {
        using var renderer = new TestRenderer(extensions: []);
        foreach (var extension in new[] { "VK_KHR_external_memory_fd", "VK_EXT_external_memory_host" })
        {
            var error = Assert.Throws<ScumbleException>(() => VulkanDevice.Borrow(renderer.Handles with { EnabledExtensions = [extension] }));
            Assert.That(error.Message, Does.Contain(extension).And.Contain("made without it"));
        }
        Assert.That(Assert.Throws<ScumbleException>(() => VulkanDevice.Borrow(renderer.Handles with { EnabledExtensions = ["VK_NO_such"] })).Message,
            Does.Contain("VK_NO_such"));
    }

    [Test]
    public void WhatIsOptionalIsRefusedWithItsReason()
    {
        using var renderer = new TestRenderer(extensions: []);
        using var device = VulkanDevice.Borrow(renderer.Handles);
        Assert.Multiple(() =>
        {
            Assert.That(() => new VulkanTensorOps(device, TensorMemory.Exported).Create(new(4), ElementType.Float32),
                Throws.TypeOf<ScumbleException>().With.Message.Contains("external_memory_fd was not enabled"));
            Assert.That(() => new VulkanTensorOps(device, TensorMemory.Imported).Create(new(4), ElementType.Float32),
                Throws.TypeOf<ScumbleException>().With.Message.Contains("external_memory_host was not enabled"));
            Assert.That(() => new VulkanTensorOps(device).Create(new(4), ElementType.Float64),
                Throws.TypeOf<ScumbleException>().With.Message.Contains(nameof(VulkanFeatures.ShaderFloat64)));
            Assert.That(() => new VulkanTensorOps(device).Create(new(4), ElementType.Float16),
                Throws.TypeOf<ScumbleException>().With.Message.Contains(nameof(VulkanFeatures.StorageBuffer16BitAccess)));
            Assert.That(device.Commands.Timeline.Export, Throws.TypeOf<ScumbleException>().With.Message.Contains("external_semaphore"));
        });
        var choice = SharingChoice.ForHost(device);
        Assert.That(choice.Chosen, Is.EqualTo(SharingKind.Mapped));
        Assert.That(choice.Refused.Single().Reason, Does.Contain("external_memory_host"));
        Assert.That(SharingChoice.ForDevice(device).Chosen, Is.EqualTo(SharingKind.Staged));
    }

    [Test]
    public void AWrongQueueFamilyIsRefused()
    {
        using var renderer = new TestRenderer();
        Assert.That(() => VulkanDevice.Borrow(renderer.Handles with { QueueFamily = 17 }), Throws.TypeOf<ScumbleException>().With.Message.Contains("17"));
        Assert.That(() => VulkanDevice.Borrow(renderer.Handles with { Device = 0 }), Throws.InstanceOf<ArgumentException>());
    }
}
