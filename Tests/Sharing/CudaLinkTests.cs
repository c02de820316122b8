using NUnit.Framework;
using Scumble.Diagnostics;
using Scumble.Tensors;
using Scumble.Tests.Vulkan;
using Scumble.Vulkan;

namespace Scumble.Tests.Sharing;

[Platform(Exclude = "Win", Reason = "file descriptors")]
public class CudaLinkTests
{
    [TearDown]
    public void NoMessages() => TestDevice.AssertNoMessages();

    [Test]
    public void TheStreamWaitsOnceForWhatWasSubmitted()
    {
        using var sharing = new FakeSharing(exportsTimelines: true);
        using var link = sharing.Link();
        link.AfterKernels();
        Assert.That(sharing.Cuda.Timeline, Is.Empty, "there are no kernels");

        var ops = new VulkanTensorOps(sharing.Vulkan);
        using var tensor = ops.Create(new(100), ElementType.Float32);
        link.AfterKernels();
        Assert.That(sharing.Vulkan.Commands.HasRecorded, Is.False, "what is recorded is submitted first");
        var first = sharing.Vulkan.Commands.Submitted.Value;
        link.AfterKernels();
        Assert.That(sharing.Cuda.Timeline, Is.EqualTo(new[] { ("wait", first) }), "nothing new was submitted");

        ops.Noise.FillSigns(tensor, 1, 2);
        var second = sharing.Vulkan.Commands.Submit().Value;
        link.AfterKernels();
        Assert.That(sharing.Cuda.Timeline, Is.EqualTo(new[] { ("wait", first), ("wait", second) }));
        Assert.That(sharing.Cuda.Calls, Has.None.EqualTo("cuStreamSynchronize"), "nobody waits on the host");
    }

    [Test]
    public void KernelsWaitForTheStream()
    {
        using var sharing = new FakeSharing(exportsTimelines: true);
        using var link = sharing.Link();
        var ops = new VulkanTensorOps(sharing.Vulkan);
        using var tensor = ops.Create(new(100), ElementType.Float32);
        sharing.Vulkan.Commands.Synchronize();

        sharing.Withholds = true;
        link.BeforeKernels();
        ops.Noise.FillSigns(tensor, 1, 2);
        var kernel = sharing.Vulkan.Commands.Submit();
        Thread.Sleep(50);
        Assert.That(kernel.HasPassed, Is.False);
        sharing.Release();
        kernel.Timeline.Wait(kernel.Value);
        Assert.That(kernel.HasPassed);
    }

    [Test]
    public void EachRunSignalsALargerValue()
    {
        using var sharing = new FakeSharing(exportsTimelines: true);
        using var link = sharing.Link();
        for (var run = 0; run < 3; run++)
        {
            link.AfterKernels();
            link.BeforeKernels();
            sharing.Vulkan.Commands.Synchronize();
        }
        Assert.That(sharing.Cuda.Timeline.Where(entry => entry.Verb == "signal").Select(entry => entry.Value), Is.EqualTo(new[] { 1, 2, 3 }));
    }

    [Test]
    public void WithoutTimelinesTheHostWaits()
    {
        using var sharing = new FakeSharing(exportsTimelines: false);
        using var link = sharing.Link();
        using var tensor = new VulkanTensorOps(sharing.Vulkan).Create(new(100), ElementType.Float32);
        link.AfterKernels();
        Assert.That(sharing.Vulkan.Commands.HasRecorded, Is.False);
        Assert.That(sharing.Vulkan.Commands.Submitted.HasPassed);
        Assert.That(sharing.Cuda.Calls, Has.None.EqualTo("cuStreamSynchronize"));
        link.BeforeKernels();
        Assert.That(sharing.Cuda.Calls, Has.One.EqualTo("cuStreamSynchronize"));
        Assert.That(sharing.Cuda.Offered, Is.Empty);
    }

    [TestCase(1)]
    [TestCase(2)]
    public void ATimelineThatIsRefusedLeavesNothing(int count)
    {
        using var sharing = new FakeSharing(exportsTimelines: true);
        sharing.Cuda.FailAt(count, function: "cuImportExternalSemaphore");
        Assert.That(sharing.Link, Throws.TypeOf<ScumbleException>().With.Message.Contains("cuImportExternalSemaphore"));
        Assert.That(sharing.Cuda.Offered, Has.Count.EqualTo(count));
        Assert.That(sharing.IsLastHandleOpen, Is.False);
        Assert.That(sharing.Cuda.Alive, Is.Empty);
        using (sharing.Link()) Assert.That(sharing.Cuda.Alive, Is.Not.Empty);
        Assert.That(sharing.Cuda.Alive, Is.Empty);
    }

    [Test]
    public void AnotherDeviceIsRefused()
    {
        using var sharing = new FakeSharing(exportsTimelines: true);
        sharing.Cuda.Devices[0] = (Guid.NewGuid(), "Another");
        Assert.That(sharing.Link, Throws.TypeOf<ScumbleException>().With.Message.Contains($"{sharing.Vulkan.Uuid}").And.Message.Contains($"{sharing.Cuda.Devices[0].Uuid}"));
    }
}
