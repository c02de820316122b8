using NUnit.Framework;
using Scumble.Tensors;
using Scumble.Tests.Fixtures;
using Scumble.Vulkan;

namespace Scumble.Tests.Vulkan.Submission;

public class VulkanCommandsTests
{
    private VulkanDevice _device = null!;
    private VulkanTensorOps _ops = null!;

    [SetUp]
    public void SetUp()
    {
        _device = TestDevice.Create();
        _ops = new VulkanTensorOps(_device);
    }

    [TearDown]
    public void TearDown()
    {
        _device.Dispose();
        TestDevice.AssertNoMessages();
    }

    [Test]
    public void WorkWaitsForAnotherTimelineAndSignalsIt()
    {
        using var renderer = new VulkanTimeline(_device);
        using var tensor = (VulkanTensor)_ops.Create(new(10), ElementType.Float32);
        _device.Commands.Synchronize();
        _device.Commands.WaitFor(new TimelinePoint(renderer, 1));
        _ops.Noise.FillSigns(tensor, 1, 1);
        var done = _device.Commands.Submit(new TimelinePoint(renderer, 5));
        Thread.Sleep(50);
        Assert.That(done.HasPassed, Is.False, "nobody has signalled yet");
        renderer.Signal(1);
        renderer.Wait(5);
        _device.Commands.Synchronize();
        Assert.That(done.HasPassed);
        Assert.That(renderer.Value, Is.EqualTo(5));
    }

    [Test]
    public void ATimelineOfTheRendererIsBorrowed()
    {
        using var renderer = new VulkanTimeline(_device);
        using (var borrowed = VulkanTimeline.Borrow(_device, renderer.Handle)) borrowed.Signal(3);
        Assert.That(renderer.Value, Is.EqualTo(3), "disposing what is borrowed frees nothing");
    }

    [Test]
    public void SubmittingNothingIsNothing()
    {
        var first = _device.Commands.Submit();
        Assert.That(_device.Commands.Submit(), Is.EqualTo(first));
        _device.Commands.Synchronize();
    }

    [Test]
    public void WhatIsInUseIsFreedOnlyAfterItsSubmission()
    {
        using var gate = new VulkanTimeline(_device);
        var tensor = _ops.Create(new(10), ElementType.Float32);
        var before = _device.Resources.Count;
        _device.Commands.WaitFor(new TimelinePoint(gate, 1));
        _ops.Scale(tensor, 2, tensor);
        tensor.Dispose();
        _device.Commands.Submit();
        Assert.That(_device.Resources.Count, Is.EqualTo(before), "the device waits at the gate, with the tensor in its hand");
        gate.Signal(1);
        _device.Commands.Synchronize();
        Assert.That(_device.Resources.Count, Is.EqualTo(before - 1));
    }

    [Test]
    public void ATextureIsKeptForTheRenderer()
    {
        using var frame = new VulkanTimeline(_device);
        var texture = new GpuTexture(_device, 4, 4, Scumble.Imaging.TexelFormat.Rgba8);
        var before = _device.Resources.Count;
        texture.KeepUntil(new TimelinePoint(frame, 2));
        texture.Dispose();
        _device.Commands.Synchronize();
        Assert.That(_device.Resources.Count, Is.EqualTo(before), "the renderer still draws with it");
        frame.Signal(2);
        _device.Commands.Synchronize();
        Assert.That(_device.Resources.Count, Is.EqualTo(before - 1));
    }

    [Test]
    public void ATextureIsKeptForEachOfTwoQueues()
    {
        using var first = new VulkanTimeline(_device);
        using var second = new VulkanTimeline(_device);
        var texture = new GpuTexture(_device, 4, 4, Scumble.Imaging.TexelFormat.Rgba8);
        var before = _device.Resources.Count;
        texture.KeepUntil(new TimelinePoint(first, 2));
        texture.KeepUntil(new TimelinePoint(second, 1));
        texture.KeepUntil(new TimelinePoint(first, 1));
        texture.Dispose();
        first.Signal(1);
        second.Signal(1);
        _device.Commands.Synchronize();
        Assert.That(_device.Resources.Count, Is.EqualTo(before), "the first queue still draws with it");
        first.Signal(2);
        _device.Commands.Synchronize();
        Assert.That(_device.Resources.Count, Is.EqualTo(before - 1));
    }

    [Test]
    public void ATimelineIsFreedAfterTheWorkThatNamesIt()
    {
        using var gate = new VulkanTimeline(_device);
        var signalled = new VulkanTimeline(_device);
        var before = _device.Resources.Count;
        _device.Commands.WaitFor(new TimelinePoint(gate, 1));
        _device.Commands.Submit(new TimelinePoint(signalled, 1));
        signalled.Dispose();
        _device.Commands.Submit();
        Assert.That(_device.Resources.Count, Is.EqualTo(before));
        gate.Signal(1);
        _device.Commands.Synchronize();
        Assert.That(_device.Resources.Count, Is.EqualTo(before - 1));
    }

    [Test]
    public void ATimelineIsKeptForTheWorkThatWillWaitForIt()
    {
        var timeline = new VulkanTimeline(_device);
        timeline.Signal(1);
        _device.Commands.WaitFor(new TimelinePoint(timeline, 1));
        timeline.Dispose();
        var before = _device.Resources.Count;
        _device.Commands.WaitUntil(0);
        Assert.That(_device.Resources.Count, Is.EqualTo(before));
        _device.Commands.Synchronize();
        Assert.That(_device.Resources.Count, Is.EqualTo(before - 1));
    }

    [Test]
    public void ATimelineMayOutliveItsDevice()
    {
        var timeline = new VulkanTimeline(_device);
        _device.Dispose();
        timeline.Dispose();
    }

    [Test]
    public void PointsThatCannotBeAwaitedAreRefused()
    {
        using var other = TestDevice.Create();
        var foreign = new TimelinePoint(other.Commands.Timeline, 1);
        Assert.Multiple(() =>
        {
            Assert.That(() => _device.Commands.WaitFor(default), Throws.ArgumentNullException);
            Assert.That(() => _device.Commands.Submit(default(TimelinePoint)), Throws.ArgumentNullException);
            Assert.That(() => _device.Commands.WaitFor(foreign), Throws.ArgumentException);
            Assert.That(() => _device.Commands.Submit(foreign), Throws.ArgumentException);
            Assert.That(() => _device.Commands.WaitFor(new TimelinePoint(_device.Commands.Timeline, _device.Commands.Submitted.Value + 1)),
                Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("wait for itself"));
        });
    }

    [Test]
    public void MoreDispatchesThanASubmissionHoldsKeepTheirOrder()
    {
        using var tensor = (VulkanTensor)_ops.Create(new(1000), ElementType.Float32);
        var n = 10 * (int)CommandSlot.MaxSets + 3;
        tensor.Upload<float>(Enumerable.Repeat(1f, 1000).ToArray());
        for (var i = 0; i < n; i++) _ops.Combine(tensor, i % 2 == 0 ? 2 : 0.5, tensor, i % 2 == 0 ? 1 : -0.5, tensor);
        // 1 -> 3 -> 0 -> 0: order counts.
        var values = new float[1000];
        tensor.Download<float>(values);
        Assert.That(values, Is.All.Zero);
    }

    [Test]
    public void MoreElementsThanADispatchHasInvocationsAreAllReached()
    {
        const int N = (65535 * 256) + 1000;
        using var x = _ops.Create(new(N), ElementType.Float32);
        _ops.Noise.FillSigns(x, 1, 1);
        _ops.Scale(x, 2, x);
        Assert.That(_ops.Dot(x, x), Is.EqualTo(4.0 * N));
    }

    [Test]
    public void ForgottenTensorsAreFreedByTheirFinalizers()
    {
        var before = _device.Resources.Count;
        Forget();
        for (var i = 0; i < 20 && _device.Resources.Count > before; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            _ops.Create(new(1), ElementType.Float32).Dispose();
            _device.Commands.Synchronize();
        }
        Assert.That(_device.Resources.Count, Is.LessThanOrEqualTo(before));

        void Forget()
        {
            for (var i = 0; i < 10; i++) _ops.Create(new(100), ElementType.Float32);
        }
    }

    // A finalizer may run as soon as a verb has looked up its tensor's buffer, and the verb may submit before it records.
    [Test]
    public void WhatAFinalizerLetsGoOfMayStillBeRecorded()
    {
        using var full = _ops.Create(new(10), ElementType.Float32);
        var buffer = new VulkanBuffer(_device, 40, TensorMemory.Device);
        _device.Commands.Synchronize();
        for (var i = 0; i < CommandSlot.MaxSets; i++) _ops.Scale(full, 2, full);
        buffer.Abandon();
        _device.Commands.Dispatch(_device.Kernels["scale.f32"], [buffer, buffer, buffer, buffer], [], new byte[44], 1);
        Assert.That(_device.Commands.Submitted.Value, Is.GreaterThan(1), "recording the dispatch has submitted what came before");
        var before = _device.Resources.Count;
        for (var i = 0; i < 2; i++)
        {
            _ops.Scale(full, 2, full);
            _device.Commands.Synchronize();
        }
        Assert.That(_device.Resources.Count, Is.EqualTo(before - 1));
    }

    [Test]
    public void AStepAllocatesNothing()
    {
        Tensor[] tensors = [.. Enumerable.Range(0, 3).Select(_ => _ops.Create(new(1, 4, 16, 16), ElementType.Float32))];
        for (var i = 0; i < 50; i++) Step();
        Assert.That(Allocated.ByEach(() =>
        {
            for (var i = 0; i < 20; i++) Step();
        }), Is.Zero);
        foreach (var tensor in tensors) tensor.Dispose();

        void Step()
        {
            _ops.Combine(tensors[0], 0.5, tensors[1], 0.25, tensors[2]);
            _ops.Combine(tensors[0], 0.5, tensors[1], 0.25, tensors[2], 1, tensors[0]);
            _ops.Noise.Add(tensors[1], 0.1, 1, 2);
            _ops.Clamp(tensors[2], tensors[0], -1, 1);
            _ops.Copy(tensors[1], tensors[2]);
            _ops.Dot(tensors[0], tensors[1]);
            _ops.AbsoluteQuantile(tensors[0], 0.9);
            _device.Commands.Submit();
        }
    }
}
