using NUnit.Framework;
using Scumble.Cuda;
using Scumble.Diagnostics;

namespace Scumble.Tests.Cuda;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[Platform(Exclude = "Win", Reason = "file descriptors")]
public sealed class CudaTimelineTests : IDisposable
{
    private readonly FakeCuda _cuda = new();
    private readonly CudaDevice _device;

    public CudaTimelineTests() => _device = CudaDevice.Open(_cuda.Driver, null);

    public void Dispose() => Assert.That(_cuda.Alive, Is.Empty);

    [Test]
    public void ARefusedHandleIsClosed()
    {
        using var file = new TemporaryDescriptor();
        var number = file.Number;
        _cuda.FailAt(1, function: "cuImportExternalSemaphore");
        Assert.That(() => new CudaTimeline(_device, file.Take()), Throws.TypeOf<ScumbleException>().With.Message.Contains("cuImportExternalSemaphore"));
        Assert.That(FakeCuda.IsOpen(number), Is.False);
    }

    [Test]
    public void ItIsGoneOnceDisposed()
    {
        using var file = new TemporaryDescriptor();
        using var stream = _device.CreateStream();
        var timeline = new CudaTimeline(_device, file.Take());
        timeline.Dispose();
        timeline.Dispose();
        Assert.That(() => stream.Signal(timeline, 1), Throws.TypeOf<ObjectDisposedException>());
        Assert.That(() => stream.WaitFor(timeline, 1), Throws.TypeOf<ObjectDisposedException>());
    }
}
