using NUnit.Framework;
using Scumble.Cuda;
using Scumble.Diagnostics;
using Scumble.Tensors;

namespace Scumble.Tests.Cuda;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public class CudaDeviceTests
{
    private readonly FakeCuda _cuda = new();

    [TearDown]
    public void NothingLeaks() => Assert.That(_cuda.Alive, Is.Empty);

    [Test]
    public void TheDeviceOfTheUuidIsOpened()
    {
        var wanted = Guid.NewGuid();
        _cuda.Devices.Add((wanted, "Second"));
        var second = CudaDevice.Open(_cuda.Driver, wanted);
        Assert.That((second.Index, second.Name, second.Uuid), Is.EqualTo((1, "Second", wanted)));
        Assert.That(CudaDevice.Open(_cuda.Driver, null).Index, Is.Zero);
        Assert.That(_cuda.ReleaseThreshold, Is.EqualTo(ulong.MaxValue), "freed memory is kept for the next tensor");
    }

    [Test]
    public void AnotherUuidIsRefusedWithBoth()
    {
        var wanted = Guid.NewGuid();
        var e = Assert.Throws<ScumbleException>(() => CudaDevice.Open(_cuda.Driver, wanted));
        Assert.That(e.Message, Does.Contain($"{wanted}").And.Contain($"there is {_cuda.Devices[0].Uuid}"));
        Assert.That(e.Hint, Does.Contain("CUDA_VISIBLE_DEVICES"));
        _cuda.Devices.Add((Guid.NewGuid(), "Second"));
        Assert.That(() => CudaDevice.Open(_cuda.Driver, wanted), Throws.TypeOf<ScumbleException>().With.Message.Contains($"there are {_cuda.Devices[0].Uuid}, {_cuda.Devices[1].Uuid}"));
    }

    [Test]
    public void ADriverWithoutDevicesSaysSo()
    {
        _cuda.Devices.Clear();
        Assert.That(() => CudaDevice.Open(_cuda.Driver, null), Throws.TypeOf<ScumbleException>().With.Message.EqualTo("NVIDIA's driver has no device."));
        Assert.That(() => CudaDevice.Open(_cuda.Driver, Guid.Empty), Throws.TypeOf<ScumbleException>().With.Message.Contains("there are none"));
    }

    [Test]
    public void ADriverThatIsTooOldIsRefusedWithBothVersions()
    {
        _cuda.Version = 11010;
        var e = Assert.Throws<ScumbleException>(() => CudaDevice.Open(_cuda.Driver, null));
        Assert.That(e.Message, Does.Contain("11.1").And.Contain("11.2"));
        Assert.That(e.Hint, Does.Contain("Update the driver"));
        _cuda.Version = CudaDevice.LeastVersion;
        Assert.That(() => CudaDevice.Open(_cuda.Driver, null), Throws.Nothing);
    }

    [TestCase("cuStreamBeginCapture_v2")]
    [TestCase("cuImportExternalSemaphore")]
    public void AFunctionThatIsMissingIsNamed(string name)
    {
        _cuda.Lacks = name;
        Assert.That(() => _cuda.Driver, Throws.TypeOf<ScumbleException>().With.Message.Contains(name).And.Property("Hint").Contains("Update"));
    }

    [Test]
    public void EveryCallThatFailsIsSaidAndLeaksNothing()
    {
        var failed = new HashSet<string>();
        for (var count = 1; ; count++)
        {
            _cuda.FailAt(count);
            ScumbleException? error = null;
            try
            {
                Work();
            }
            catch (ScumbleException e)
            {
                error = e;
            }
            Assert.That(_cuda.Alive, Is.Empty, $"after {_cuda.Failed} failed");
            if (!_cuda.HasFailed) break;
            failed.Add(_cuda.Failed);
            if (error is null)
            {
                Assert.That(Releases, Does.Contain(_cuda.Failed), "failed and nobody noticed");
                continue;
            }
            Assert.That(error.Message, Does.Contain("999").And.Contain("a fault of the test").And.Matches(@"cu\w+ |cu\w+,|combine2"));
            Assert.That(error.Hint, Is.Not.Empty);
        }
        Assert.That(failed, Is.SupersetOf(new[]
        {
            "cuInit", "cuDriverGetVersion", "cuDeviceGetCount", "cuDeviceGet", "cuDeviceGetUuid_v2", "cuDeviceGetName", "cuDevicePrimaryCtxRetain",
            "cuDeviceGetDefaultMemPool", "cuMemPoolSetAttribute", "cuCtxSetCurrent", "cuStreamCreate", "cuModuleLoadData", "cuMemAllocAsync", "cuMemsetD8Async",
            "cuMemcpyHtoDAsync_v2", "cuModuleGetFunction", "cuLaunchKernel", "cuStreamBeginCapture_v2", "cuStreamEndCapture", "cuGraphInstantiateWithFlags",
            "cuGraphLaunch", "cuMemcpyDtoHAsync_v2", "cuStreamSynchronize",
        }));
    }

    /// <summary>Calls that are made to let go of something too: what they answer then cannot be helped.</summary>
    private static string[] Releases => ["cuCtxSetCurrent", "cuStreamSynchronize"];

    private void Work()
    {
        using var stream = CudaDevice.Open(_cuda.Driver, _cuda.Devices[0].Uuid).CreateStream();
        using var ops = new CudaTensorOps(stream);
        using var x = ops.Create(new(3), ElementType.Float32);
        ops.Upload(x, [1f, 2, 3]);
        using var graph = CudaGraph.Capture(stream, () => ops.Combine(x, 1, x, 1, x));
        graph.Launch();
        ops.Download(x, new float[3]);
    }
}
