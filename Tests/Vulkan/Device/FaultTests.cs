using NUnit.Framework;
using Scumble.Diagnostics;
using Scumble.Imaging;
using Scumble.Tensors;
using Scumble.Tests.Fixtures;
using Scumble.Vulkan;
using Silk.NET.Vulkan;

namespace Scumble.Tests.Vulkan.Device;

/// <summary>Every call that can fail is made to fail once: nothing leaks, and the next request works.</summary>
public class FaultTests
{
    private TestRenderer _renderer = null!;
    private FaultyDriver _driver = null!;

    [SetUp]
    public void SetUp() => (_renderer, _driver) = (new TestRenderer(), new FaultyDriver());

    [TearDown]
    public void TearDown()
    {
        _renderer.Dispose();
        TestDevice.AssertNoMessages();
    }

    [Test]
    public void RunningOutOfMemoryAnywhereLeavesADeviceThatWorks([Values(Result.ErrorOutOfDeviceMemory, Result.ErrorOutOfHostMemory)] Result fault)
    {
        var places = new HashSet<string>();
        for (var count = 1; ; count++)
        {
            _driver.FailAt(count, fault);
            if (Attempt()) break;
            places.Add(_driver.Failed);
        }
        Assert.That(places, Is.SupersetOf(new[]
        {
            "vkAllocateMemory", "vkCreateBuffer", "vkCreateImage", "vkCreateImageView", "vkCreateCommandPool", "vkCreateDescriptorPool", "vkCreateSemaphore",
            "vkCreateShaderModule", "vkCreateComputePipelines", "vkQueueSubmit", "vkAllocateDescriptorSets", "vkBindBufferMemory", "vkMapMemory",
        }));
    }

    [Test]
    public void MemoryThatOnlyWaitsForTheDeviceMakesRoom()
    {
        using (var device = Borrow())
        {
            var ops = new VulkanTensorOps(device);

            // As large as one that has an allocation of its own.
            ops.Create(new(5_000_000), ElementType.Float32).Dispose();
            Assert.That(device.Resources.HasRetired);
            _driver.FailAt(1, Result.ErrorOutOfDeviceMemory, "vkAllocateMemory");
            using var tensor = ops.Create(new(5_000_000), ElementType.Float32);
            Assert.That(_driver.HasFailed);
            Assert.That(device.Resources.HasRetired, Is.False);
        }
        Assert.That(_driver.Alive, Is.Empty);
    }

    [Test]
    public void ATextureThatCouldNotBeWrittenIsWrittenAnew([Values] bool wasHandedOver)
    {
        using (var device = Borrow())
        {
            var ops = new VulkanTensorOps(device);
            using var images = new VulkanImageOps(device);
            using var source = (VulkanTensor)ops.Create(new(4, 4, 3), ElementType.Float32);
            using var texture = new GpuTexture(device, 4, 4, TexelFormat.Rgba8);
            var picture = Pictures.Noise(4, 4, 3, 1);
            source.Upload<float>(picture.Pixels);
            device.Commands.Synchronize();
            if (wasHandedOver) Write();
            Record();
            _driver.FailAt(1, Result.ErrorOutOfHostMemory, "vkQueueSubmit");
            Assert.That(() => texture.HandOver(device.QueueFamily), Throws.TypeOf<MemoryExhaustedException>());
            Assert.That(() => texture.HandOver(device.QueueFamily), Throws.InvalidOperationException.With.Message.Contains("not written"));
            Record();
            Assert.That(texture.Download(0), Is.EqualTo(Texels.Encode(picture, TexelFormat.Rgba8)));
            Write();
            device.Commands.Synchronize();

            void Record()
            {
                images.WritePicture(texture, source);
                images.BuildLevels(texture, MipFilter.Linear);
            }

            void Write()
            {
                Record();
                texture.HandOver(device.QueueFamily);
            }
        }
    }

    [Test]
    public void WhatWasToBeAwaitedIsStillAwaitedAfterAFailure()
    {
        using (var device = Borrow())
        {
            var ops = new VulkanTensorOps(device);
            using var gate = new VulkanTimeline(device);
            using var tensor = ops.Create(new(4), ElementType.Float32);
            device.Commands.Synchronize();
            device.Commands.WaitFor(new TimelinePoint(gate, 1));
            ops.Scale(tensor, 2, tensor);
            _driver.FailAt(1, Result.ErrorOutOfHostMemory, "vkQueueSubmit");
            Assert.That(() => device.Commands.Submit(), Throws.TypeOf<MemoryExhaustedException>());
            ops.Scale(tensor, 2, tensor);
            var done = device.Commands.Submit();
            Thread.Sleep(50);
            Assert.That(done.HasPassed, Is.False, "the gate is closed");
            gate.Signal(1);
            device.Commands.Synchronize();
        }
    }

    [Test]
    public void AForgottenTimelineGoesWithItsDevice()
    {
        using (var device = Borrow()) _ = new VulkanTimeline(device);
        Assert.That(_driver.Alive, Is.Empty);
    }

    [Test]
    public void TooManyAllocationsAreSaid()
    {
        using var device = Borrow();
        var ops = new VulkanTensorOps(device);
        _driver.FailAt(1, Result.ErrorTooManyObjects, "vkAllocateMemory");
        var error = Assert.Throws<MemoryExhaustedException>(() => ops.Create(new(10), ElementType.Float32));
        Assert.That(error.Hint, Does.Contain("Dispose"));
    }

    [TestCase("vkQueueSubmit")]
    [TestCase("vkWaitSemaphores")]
    public void ALostDeviceIsSaidAndLeavesNothingBehind(string function)
    {
        using (var device = Borrow())
        {
            var ops = new VulkanTensorOps(device);
            using var tensor = ops.Create(new(100), ElementType.Float32);
            using var texture = new GpuTexture(device, 8, 8, TexelFormat.Rgba8);
            _driver.FailAt(1, Result.ErrorDeviceLost, function);
            var error = Assert.Throws<ScumbleException>(() => ops.Sum(tensor));
            Assert.That(error.Message, Does.Contain("was lost").And.Contain(function));
            Assert.That(error.Hint, Does.Contain("create both again"));
            Assert.Multiple(() =>
            {
                Assert.That(device.IsLost);
                Assert.That(() => ops.Scale(tensor, 1, tensor), Throws.TypeOf<ScumbleException>().With.Message.Contains("was lost"));
                Assert.That(() => ops.Create(new(1), ElementType.Float32), Throws.TypeOf<ScumbleException>().With.Message.Contains("was lost"));
                Assert.That(device.Commands.Synchronize, Throws.TypeOf<ScumbleException>().With.Message.Contains("was lost"));
            });
        }
        Assert.That(_driver.Alive, Is.Empty);
    }

    // Whether all went well because the fault lies beyond the last call; else, all went well the second time.
    private bool Attempt()
    {
        VulkanDevice? device = null;
        try
        {
            if (Succeeds(() => device = Borrow()) && Succeeds(() => Generate(device!)))
            {
                Assert.That(_driver.HasFailed, Is.False, $"{_driver.Failed} failed and nobody noticed");
                return true;
            }
            Generate(device ??= Borrow());
            return false;
        }
        finally
        {
            device?.Dispose();
            Assert.That(_driver.Alive, Is.Empty, $"after {_driver.Failed} failed");
        }
    }

    private VulkanDevice Borrow() => VulkanDevice.Borrow(_renderer.Handles with { GetInstanceProcAddr = _driver.Address });

    private bool Succeeds(Action action)
    {
        try
        {
            action();
            return true;
        }
        catch (ScumbleException e)
        {
            Assert.That(e.Message, Does.Contain("out of").And.Contain(_driver.Failed));
            return false;
        }
    }

    // A texture from noise, with a staging copy at each end.
    private static void Generate(VulkanDevice device)
    {
        var ops = new VulkanTensorOps(device);
        using var images = new VulkanImageOps(device);
        using var source = ops.Create(new(6, 5, 3), ElementType.Float32);
        using var target = ops.Create(new(6, 5, 3), ElementType.Float32);
        var picture = Pictures.Noise(5, 6, 3, 1);
        ((VulkanTensor)source).Upload<float>(picture.Pixels);
        images.GaussianBlur(target, source, 1, TileMode.XY);
        using var texture = new GpuTexture(device, 5, 6, TexelFormat.Rgba8);
        images.WritePicture(texture, target);
        images.BuildLevels(texture, MipFilter.Linear);
        var expected = Texels.Encode(GaussianBlur.Create(picture, 1, TileMode.XY), TexelFormat.Rgba8);
        Assert.That(texture.Download(0), Is.EqualTo(expected).Within(1));
    }
}
