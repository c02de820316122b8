using System.Runtime.InteropServices;
using NUnit.Framework;
using Scumble.Cuda;
using Scumble.Diagnostics;
using Scumble.Tensors;

namespace Scumble.Tests.Cuda;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[Platform(Exclude = "Win", Reason = "file descriptors")]
public sealed class CudaImportTests : IDisposable
{
    private readonly FakeCuda _cuda = new();
    private readonly CudaDevice _device;

    public CudaImportTests() => _device = CudaDevice.Open(_cuda.Driver, null);

    public void Dispose() => Assert.That(_cuda.Alive, Is.Empty);

    [Test]
    public void WhatIsWrittenThroughItIsInTheMemory()
    {
        using var file = new TemporaryDescriptor();
        using var stream = _device.CreateStream();
        using var other = new CudaImport(_device, file.Take(), 64);
        using var tensor = new CudaTensor(other.Address, new(16), ElementType.Int32);
        stream.Fill(tensor, BitConverter.GetBytes(9));
        Assert.That(Marshal.ReadInt32((nint)other.Address, 60), Is.EqualTo(9));
    }

    [Test]
    public void ARefusedHandleIsClosed()
    {
        using var file = new TemporaryDescriptor();
        var number = file.Number;
        _cuda.FailAt(1, function: "cuImportExternalMemory");
        Assert.That(() => new CudaImport(_device, file.Take(), 64), Throws.TypeOf<ScumbleException>().With.Message.Contains("64 bytes"));
        Assert.That(FakeCuda.IsOpen(number), Is.False);
    }

    [Test]
    public void MemoryThatCannotBeMappedIsLetGo()
    {
        using var file = new TemporaryDescriptor();
        _cuda.FailAt(1, FakeCuda.OutOfMemory, "cuExternalMemoryGetMappedBuffer");
        var e = Assert.Throws<MemoryExhaustedException>(() => _ = new CudaImport(_device, file.Take(), 64));
        Assert.That(e.Message, Does.Contain("cuExternalMemoryGetMappedBuffer, 64 bytes"));
        Assert.That(_cuda.Alive, Is.Empty);
    }

    [Test]
    public void ItIsGoneOnceDisposed()
    {
        using var file = new TemporaryDescriptor();
        var number = file.Number;
        var import = new CudaImport(_device, file.Take(), 64);
        import.Dispose();
        import.Dispose();
        Assert.That(() => import.Address, Throws.TypeOf<ObjectDisposedException>());
        Assert.That(_cuda.Calls.TakeLast(2), Is.EqualTo(new[] { "cuMemFree_v2", "cuDestroyExternalMemory" }));
        Assert.That(FakeCuda.IsOpen(number), Is.False);
    }
}
