using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NUnit.Framework;
using Scumble.Cuda;
using Scumble.Diagnostics;
using Scumble.Tensors;

namespace Scumble.Tests.Cuda;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class CudaTensorTests : IDisposable
{
    private readonly FakeCuda _cuda = new();
    private readonly CudaStream _stream;

    public CudaTensorTests() => _stream = CudaDevice.Open(_cuda.Driver, null).CreateStream();

    public void Dispose()
    {
        _stream.Dispose();
        Assert.That(_cuda.Alive, Is.Empty);
    }

    [Test]
    public void ItIsFullOfZeros()
    {
        using var tensor = new CudaTensor(_stream, new(3, 5), ElementType.UInt8);
        var bytes = new byte[15];
        _stream.Download(tensor, bytes);
        Assert.That(bytes, Has.All.Zero);
    }

    [Test]
    public void RunningOutOfMemoryIsSaidWithTheSizeAndTheNextOneWorks()
    {
        _cuda.FailAt(1, FakeCuda.OutOfMemory, "cuMemAllocAsync");
        var e = Assert.Throws<MemoryExhaustedException>(() => _ = new CudaTensor(_stream, new(1000), ElementType.Float64));
        Assert.That(e.Message, Does.Contain("8000 bytes").And.Contain(_cuda.Devices[0].Name));
        Assert.That(e.Hint, Does.Contain("smaller size"));
        using var next = new CudaTensor(_stream, new(1000), ElementType.Float64);
        Assert.That(_cuda.AllocatedBytes, Is.EqualTo(8000));
    }

    [Test]
    public void ItIsGoneOnceDisposed()
    {
        var tensor = new CudaTensor(_stream, new(4), ElementType.Float32);
        tensor.Dispose();
        tensor.Dispose();
        Assert.That(_cuda.Calls.Count(call => call == "cuMemFreeAsync"), Is.EqualTo(1));
        Assert.That(() => tensor.Address, Throws.TypeOf<ObjectDisposedException>());
    }

    [Test]
    public void ATensorOverMemoryOfOthersFreesNothing()
    {
        using var owner = new CudaTensor(_stream, new(2, 3), ElementType.Float32);
        new CudaTensor(owner.Address + 12, new(3), ElementType.Float32).Dispose();
        Assert.That(_cuda.AllocatedBytes, Is.EqualTo(24));
        Assert.That(() => new CudaTensor(0, new(3), ElementType.Float32), Throws.TypeOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void OneThatIsForgottenIsFreedByTheCollector()
    {
        Forget();
        for (var i = 0; i < 10 && _cuda.Alive.Any(one => one.Contains("Memory", StringComparison.Ordinal)); i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
        Assert.That(_cuda.AllocatedBytes, Is.Zero);
    }

    [Test]
    public void OneThatIsForgottenBesideADeviceThatFailsDoesNotEndTheProcess()
    {
        Forget();
        _cuda.FailAt(1, function: "cuCtxSetCurrent");
        for (var i = 0; i < 10 && !_cuda.HasFailed; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
        Assert.That(_cuda.HasFailed);
        Assert.That(_cuda.AllocatedBytes, Is.Zero);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Forget() => _stream.Upload(new CudaTensor(_stream, new(2), ElementType.Float32), MemoryMarshal.AsBytes<float>([1, 2]));
}
