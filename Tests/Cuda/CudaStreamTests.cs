using System.Runtime.InteropServices;
using NUnit.Framework;
using Scumble.Cuda;
using Scumble.Diagnostics;
using Scumble.Tensors;

namespace Scumble.Tests.Cuda;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class CudaStreamTests : IDisposable
{
    private readonly FakeCuda _cuda = new();
    private readonly CudaStream _stream;

    public CudaStreamTests() => _stream = CudaDevice.Open(_cuda.Driver, null).CreateStream();

    public void Dispose()
    {
        _stream.Dispose();
        Assert.That(_cuda.Alive, Is.Empty);
    }

    [Test]
    public void FillWritesElementsOf4Bytes()
    {
        using var tensor = new CudaTensor(_stream, new(5), ElementType.Float32);
        _stream.Fill(tensor, BitConverter.GetBytes(1.5f));
        Assert.That(Download<float>(tensor), Is.EqualTo(new[] { 1.5f, 1.5f, 1.5f, 1.5f, 1.5f }));
    }

    [Test]
    public void FillWritesBothHalvesOfElementsOf8Bytes()
    {
        using var tensor = new CudaTensor(_stream, new(3), ElementType.Int64);
        _stream.Fill(tensor, BitConverter.GetBytes(0x0123456789ABCDEF));
        Assert.That(Download<long>(tensor), Is.EqualTo(new[] { 0x0123456789ABCDEF, 0x0123456789ABCDEF, 0x0123456789ABCDEF }));
    }

    [Test]
    public void BytesGoUpAcrossAndDown()
    {
        using var source = new CudaTensor(_stream, new(4), ElementType.Int32);
        using var target = new CudaTensor(_stream, new(2, 2), ElementType.Int32);
        _stream.Upload(source, MemoryMarshal.AsBytes<int>([4, 3, 2, 1]));
        _stream.Copy(target, source);
        Assert.That(Download<int>(target), Is.EqualTo(new[] { 4, 3, 2, 1 }));
    }

    [Test]
    public void SizesMustBeEqual()
    {
        using var large = new CudaTensor(_stream, new(4), ElementType.Int32);
        using var small = new CudaTensor(_stream, new(3), ElementType.Int32);
        Assert.Multiple(() =>
        {
            Assert.That(() => _stream.Copy(large, small), Throws.TypeOf<ArgumentOutOfRangeException>());
            Assert.That(() => _stream.Upload(large, new byte[15]), Throws.TypeOf<ArgumentOutOfRangeException>());
            Assert.That(() => _stream.Download(large, new byte[17]), Throws.TypeOf<ArgumentOutOfRangeException>());
        });
    }

    [Test]
    public void OnlyADownloadWaits()
    {
        using var tensor = new CudaTensor(_stream, new(4), ElementType.Int32);
        _stream.Fill(tensor, new byte[4]);
        _stream.Upload(tensor, new byte[16]);
        _stream.Copy(tensor, tensor);
        Assert.That(_cuda.Calls, Has.None.EqualTo("cuStreamSynchronize"));
        _stream.Download(tensor, new byte[16]);
        Assert.That(_cuda.Calls, Has.One.EqualTo("cuStreamSynchronize"));
    }

    [Test]
    public void ValuesOfTimelinesArePassedOn()
    {
        using var file = new TemporaryDescriptor();
        using var timeline = new CudaTimeline(_stream.Device, file.Take());
        _stream.Signal(timeline, 7);
        _stream.WaitFor(timeline, 1UL << 40);
        Assert.That(_cuda.Timeline, Is.EqualTo(new[] { ("signal", 7UL), ("wait", 1UL << 40) }));
    }

    [Test]
    public void WorkThatFailedIsSaidWhenItIsWaitedFor()
    {
        _cuda.FailAt(1, 700, "cuStreamSynchronize");
        Assert.That(_stream.Synchronize, Throws.TypeOf<ScumbleException>().With.Message.EqualTo($"{_cuda.Devices[0].Name}: cuStreamSynchronize failed with 700 (a fault of the test)."));
        Assert.That(_stream.Synchronize, Throws.Nothing);
    }

    [Test]
    public void ADisposedStreamIsGone()
    {
        using var tensor = new CudaTensor(_stream, new(4), ElementType.Int32);
        tensor.Dispose();
        _stream.Dispose();
        _stream.Dispose();
        Assert.That(_cuda.Calls.TakeLast(2), Is.EqualTo(new[] { "cuStreamSynchronize", "cuStreamDestroy_v2" }), "it waits first");
        Assert.Multiple(() =>
        {
            Assert.That(_stream.Synchronize, Throws.TypeOf<ObjectDisposedException>());
            Assert.That(() => _stream.Handle, Throws.TypeOf<ObjectDisposedException>());
        });
    }

    [Test]
    public void DisposingDoesNotThrowWhereTheDeviceFails([Values("cuCtxSetCurrent", "cuStreamSynchronize")] string function)
    {
        _cuda.FailAt(1, function: function);
        Assert.That(_stream.Dispose, Throws.Nothing);
        Assert.That(_cuda.HasFailed);
    }

    private T[] Download<T>(CudaTensor tensor) where T : unmanaged
    {
        var values = new T[tensor.Shape.ElementCount];
        _stream.Download(tensor, MemoryMarshal.AsBytes(values.AsSpan()));
        return values;
    }
}
