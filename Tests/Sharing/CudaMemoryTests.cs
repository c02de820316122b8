using NUnit.Framework;
using Scumble.Diagnostics;
using Scumble.Sharing;
using Scumble.Tensors;
using Scumble.Tests.Vulkan;
using Scumble.Vulkan;

namespace Scumble.Tests.Sharing;

/// <summary>Tensors of CUDA's that arrive in Vulkan memory and come from it, with timelines and without.</summary>
[Platform(Exclude = "Win", Reason = "file descriptors")]
[TestFixture(true)]
[TestFixture(false)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class CudaMemoryTests(bool exportsTimelines) : IDisposable
{
    private readonly FakeSharing _sharing = new(exportsTimelines);

    public void Dispose()
    {
        _sharing.Dispose();
        TestDevice.AssertNoMessages();
    }

    [Test]
    public void KernelsSeeWhatCudaWrote()
    {
        using var memory = Memory();
        using var planes = memory.Ops.Create(new(1, 2, 3), ElementType.Float32);
        VulkanLanding? landing = null;
        for (var frame = 1; frame <= 3; frame++)
        {
            float[] values = [frame, 2, 3, 4, 5, frame * 6];
            memory.Ops.Upload(planes, values);
            Assert.That(Doubled(memory.ToVulkan(planes, ref landing)), Is.EqualTo(values.Select(value => 2 * value)));
        }
        Assert.That(_sharing.Cuda.Calls.Count(call => call == "cuImportExternalMemory"), Is.EqualTo(1), "it lands in the same place each time");
        landing!.Dispose();
    }

    [Test]
    public void AnotherShapeLandsElsewhereAndLeavesTheFirstPlace()
    {
        using var memory = Memory();
        VulkanLanding? landing = null;
        foreach (var shape in new[] { new TensorShape(1, 2, 3), new TensorShape(1, 3, 2), new TensorShape(1, 3000) })
        {
            using var planes = memory.Ops.Create(shape, ElementType.Float32);
            var values = Enumerable.Range(0, (int)shape.ElementCount).Select(i => (float)i).ToArray();
            memory.Ops.Upload(planes, values);
            var landed = memory.ToVulkan(planes, ref landing);
            Assert.That(landed.Shape, Is.EqualTo(shape));
            Assert.That(Doubled(landed), Is.EqualTo(values.Select(value => 2 * value)));
            Assert.That(_sharing.Cuda.Alive, Has.One.EqualTo("1 MappedBuffer").And.One.EqualTo("1 ExternalMemory"));
        }
        landing!.Dispose();
    }

    [Test]
    public void NothingPassesThroughTheHost()
    {
        using var memory = Memory();
        using var planes = memory.Ops.Create(new(1, 2, 3), ElementType.Float32);
        VulkanLanding? landing = null;
        memory.ToVulkan(planes, ref landing);
        memory.ToVulkan(planes, ref landing);
        Assert.That((Copies.UploadedBytes, Copies.DownloadedBytes), Is.EqualTo((0, 0)));
        memory.Ops.Upload(planes, new float[6]);
        memory.Ops.Download(planes, new float[6]);
        Assert.That((Copies.UploadedBytes, Copies.DownloadedBytes), Is.EqualTo((24, 24)), "the counter sees what does");
        landing!.Dispose();
    }

    [Test]
    public void CudaSeesWhatKernelsWrote()
    {
        using var memory = Memory();
        var ops = new VulkanTensorOps(_sharing.Vulkan);
        using var source = (VulkanTensor)ops.Create(new(1, 2, 3), ElementType.Float32);
        using var planes = memory.Ops.Create(source.Shape, ElementType.Float32);
        VulkanLanding? landing = null;
        for (var frame = 1; frame <= 3; frame++)
        {
            float[] values = [frame, 2, 3, 4, 5, frame * 6];
            source.Upload<float>(values);
            memory.FromVulkan(planes, landed => ops.Scale(landed, 2, source), ref landing);
            var read = new float[6];
            memory.Ops.Download(planes, read);
            Assert.That(read, Is.EqualTo(values.Select(value => 2 * value)));
        }
        Assert.That(_sharing.Cuda.Calls.Count(call => call == "cuImportExternalMemory"), Is.EqualTo(1), "it leaves from the same place each time");
        landing!.Dispose();
    }

    [Test]
    public void TheNextKernelsWaitUntilCudaHasCopied()
    {
        using var memory = Memory();
        var ops = new VulkanTensorOps(_sharing.Vulkan);
        using var planes = memory.Ops.Create(new(1, 2, 3), ElementType.Float32);
        VulkanLanding? landing = null;
        _sharing.Withholds = exportsTimelines;
        memory.FromVulkan(planes, landed => ops.Exp(landed, 0, landed), ref landing);
        ops.Scale(landing!.Tensor, 3, landing.Tensor);
        var kernel = _sharing.Vulkan.Commands.Submit();
        Thread.Sleep(50);
        if (exportsTimelines) Assert.That(kernel.HasPassed, Is.False, "the place would be overwritten while CUDA reads it");
        else Assert.That(_sharing.Cuda.Calls.Where(call => call != "cuCtxSetCurrent").TakeLast(2), Is.EqualTo(new[] { "cuMemcpyDtoDAsync_v2", "cuStreamSynchronize" }), "the host waits");
        _sharing.Release();
        kernel.Timeline.Wait(kernel.Value);
        var read = new float[6];
        memory.Ops.Download(planes, read);
        Assert.That(read, Is.All.EqualTo(1));
        landing.Dispose();
    }

    [TestCase("cuImportExternalMemory")]
    [TestCase("cuExternalMemoryGetMappedBuffer")]
    public void MemoryThatCudaRefusesLeavesNothingAndTheNextOneWorks(string function)
    {
        using var memory = Memory();
        using var planes = memory.Ops.Create(new(1, 2, 3), ElementType.Float32);
        VulkanLanding? landing = null;
        _sharing.Cuda.FailAt(1, function: function);
        Assert.That(() => memory.ToVulkan(planes, ref landing), Throws.TypeOf<ScumbleException>().With.Message.Contains(function));
        Assert.That(landing, Is.Null);
        Assert.That(_sharing.IsLastHandleOpen, Is.False);
        Assert.That(_sharing.Cuda.Alive, Has.None.Contains("External"));
        memory.Ops.Upload(planes, [1f, 2, 3, 4, 5, 6]);
        Assert.That(Doubled(memory.ToVulkan(planes, ref landing)), Is.EqualTo(new[] { 2, 4, 6, 8, 10, 12 }));
        landing!.Dispose();
    }

    [Test]
    public void EveryCallThatFailsIsSaidAndLeaksNothing()
    {
        for (var count = 1; ; count++)
        {
            _sharing.Cuda.FailAt(count);
            VulkanLanding? landing = null;
            try
            {
                using var memory = Memory();
                using var planes = memory.Ops.Create(new(1, 2, 3), ElementType.Float32);
                memory.ToVulkan(planes, ref landing);
                memory.FromVulkan(planes, landed => new VulkanTensorOps(_sharing.Vulkan).Exp(landed, 0, landed), ref landing);
                _sharing.Vulkan.Commands.Synchronize();
            }
            catch (ScumbleException e)
            {
                Assert.That(e.Message, Does.Contain("999"));
            }
            landing?.Dispose();
            Assert.That(_sharing.Cuda.Alive, Is.Empty, $"after {_sharing.Cuda.Failed} failed");
            if (!_sharing.Cuda.HasFailed) break;
        }
        Assert.That(_sharing.Cuda.Calls, Does.Contain("cuMemcpyDtoDAsync_v2"));
    }

    private HostCopies Copies => _sharing.Vulkan.HostCopies;

    private CudaMemory Memory()
    {
        var link = _sharing.Link();
        try
        {
            return new CudaMemory(_sharing.Vulkan, link);
        }
        catch
        {
            link.Dispose();
            throw;
        }
    }

    // By a kernel, so that the order matters.
    private float[] Doubled(VulkanTensor tensor)
    {
        var ops = new VulkanTensorOps(_sharing.Vulkan);
        using var result = (VulkanTensor)ops.Create(tensor.Shape, ElementType.Float32);
        ops.Scale(result, 2, tensor);
        var values = new float[tensor.Shape.ElementCount];
        result.Download<float>(values);
        return values;
    }
}
