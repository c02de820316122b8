using NUnit.Framework;
using Scumble.Cuda;
using Scumble.Diagnostics;

namespace Scumble.Tests.Cuda;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class CudaStopwatchTests : IDisposable
{
    private readonly FakeCuda _cuda = new();
    private readonly CudaStream _stream;
    private readonly CudaStopwatch _clock;

    public CudaStopwatchTests()
    {
        _stream = CudaDevice.Open(_cuda.Driver, null).CreateStream();
        _clock = new CudaStopwatch(_stream.Device);
    }

    public void Dispose()
    {
        _clock.Dispose();
        _stream.Dispose();
        Assert.That(_cuda.Alive, Is.Empty);
    }

    [Test]
    public void TheDevicesOwnTimeIsTold()
    {
        foreach (var (from, to) in new[] { (1f, 3.5f), (10f, 14f) })
        {
            _cuda.Milliseconds = from;
            _clock.Start(_stream);
            _cuda.Milliseconds = to;
            _clock.Stop(_stream);
            _cuda.Milliseconds += 100;
            Assert.That(_clock.HasPassed);
            Assert.That(_clock.Elapsed, Is.EqualTo(TimeSpan.FromMilliseconds(to - from)));
        }
    }

    [Test]
    public void PassingIsAskedWithoutWaiting()
    {
        _clock.Start(_stream);
        _clock.Stop(_stream);
        _cuda.IsBusy = true;
        Assert.That(_clock.HasPassed, Is.False);
        Assert.That(_cuda.Calls, Has.None.EqualTo("cuStreamSynchronize"));
    }

    [TestCase("cuEventRecord")]
    [TestCase("cuEventQuery")]
    [TestCase("cuEventElapsedTime")]
    public void WhatTheDriverSaysIsPassedOn(string function)
    {
        _cuda.FailAt(1, 700, function);
        Assert.That(Use, Throws.TypeOf<ScumbleException>().With.Message.Contains(function));

        void Use()
        {
            _clock.Start(_stream);
            _clock.Stop(_stream);
            _ = _clock.HasPassed;
            _ = _clock.Elapsed;
        }
    }

    [TestCase(1)]
    [TestCase(2)]
    public void HalfAStopwatchIsLetGoOf(int call)
    {
        var before = _cuda.Alive.ToArray();
        _cuda.FailAt(call, 2, "cuEventCreate");
        Assert.That(() => new CudaStopwatch(_stream.Device), Throws.InstanceOf<ScumbleException>());
        Assert.That(_cuda.Alive, Is.EqualTo(before));
    }

    [Test]
    public void ADisposedOneIsRefused()
    {
        _clock.Dispose();
        Assert.Multiple(() =>
        {
            Assert.That(() => _clock.Start(_stream), Throws.TypeOf<ObjectDisposedException>());
            Assert.That(() => _clock.Stop(_stream), Throws.TypeOf<ObjectDisposedException>());
            Assert.That(() => _clock.HasPassed, Throws.TypeOf<ObjectDisposedException>());
            Assert.That(() => _clock.Elapsed, Throws.TypeOf<ObjectDisposedException>());
        });
    }
}
