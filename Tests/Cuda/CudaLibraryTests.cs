using NUnit.Framework;
using Scumble.Cuda;
using Scumble.Diagnostics;

namespace Scumble.Tests.Cuda;

public class CudaLibraryTests
{
    [Test]
    public void EachDeviceIsOpenedOnce()
    {
        var (cuda, loads) = (new FakeCuda(), 0);
        var second = Guid.NewGuid();
        cuda.Devices.Add((second, "Second"));
        var library = new CudaLibrary(() =>
        {
            loads++;
            return cuda.Driver;
        });
        var (first, other) = (library.Device(null), library.Device(second));
        Assert.Multiple(() =>
        {
            Assert.That(library.Device(cuda.Devices[0].Uuid), Is.SameAs(first));
            Assert.That(other.Index, Is.EqualTo(1));
            Assert.That(library.Device(second), Is.SameAs(other));
            Assert.That(library.Device(null), Is.SameAs(first));
            Assert.That(library.Uuids(), Is.EqualTo(cuda.Devices.Select(device => device.Uuid)));
            Assert.That(loads, Is.EqualTo(1));
        });
    }

    [Test]
    public void WhatFailedIsTriedAgain()
    {
        var cuda = new FakeCuda();
        var library = new CudaLibrary(() => cuda.Driver);
        cuda.FailAt(1, 999, "cuDevicePrimaryCtxRetain");
        Assert.That(() => library.Device(null), Throws.TypeOf<ScumbleException>().With.Message.Contains("cuDevicePrimaryCtxRetain"));
        Assert.That(library.Device(null).Index, Is.Zero);
    }
}
