using System.Runtime.InteropServices;
using NUnit.Framework;
using Scumble.Cuda;
using Scumble.Diagnostics;
using Scumble.Tensors;

namespace Scumble.Tests.Cuda;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class CudaGraphTests : IDisposable
{
    private readonly FakeCuda _cuda = new();
    private readonly CudaStream _stream;
    private readonly CudaTensor _source;
    private readonly CudaTensor _target;

    public CudaGraphTests()
    {
        _stream = CudaDevice.Open(_cuda.Driver, null).CreateStream();
        _source = new CudaTensor(_stream, new(1), ElementType.Float32);
        _target = new CudaTensor(_stream, new(1), ElementType.Float32);
    }

    public void Dispose()
    {
        _source.Dispose();
        _target.Dispose();
        _stream.Dispose();
        Assert.That(_cuda.Alive, Is.Empty);
    }

    [Test]
    public void ALaunchSeesWhatTheAddressesHoldThen()
    {
        using var graph = CudaGraph.Capture(_stream, () => _stream.Copy(_target, _source));
        Write(_source, 5);
        Assert.That(Read(_target), Is.Zero, "captured work is not done");
        graph.Launch();
        Assert.That(Read(_target), Is.EqualTo(5));
        Write(_source, 6);
        graph.Launch();
        Assert.That((Read(_target), _cuda.Launches), Is.EqualTo((6, 2)));
    }

    [Test]
    public void WorkThatWaitsCannotBeCapturedAndTheStreamWorksOn()
    {
        Assert.That(() => CudaGraph.Capture(_stream, _stream.Synchronize), Throws.TypeOf<ScumbleException>().With.Message.Contains($"{FakeCuda.CaptureUnsupported}"));
        AssertWorks();
    }

    [Test]
    public void AWaitThatNobodyMindedSpoilsTheCaptureAtItsEnd()
    {
        void WaitAndSayNothing()
        {
            try
            {
                _stream.Synchronize();
            }
            catch (ScumbleException)
            {
                // as a library does that looks at the error later
            }
        }
        Assert.That(() => CudaGraph.Capture(_stream, WaitAndSayNothing), Throws.TypeOf<ScumbleException>().With.Message.Contains($"{FakeCuda.CaptureInvalidated}"));
        AssertWorks();
    }

    [Test]
    public void AnErrorOfTheCallersEndsTheCapture()
    {
        Assert.That(() => CudaGraph.Capture(_stream, () => throw new InvalidOperationException("mine")), Throws.InvalidOperationException.With.Message.EqualTo("mine"));
        AssertWorks();
    }

    [Test]
    public void WorkThatCallsBackIsNotLaunchedAgainAndAgain()
    {
        // As ONNX Runtime gives back host memory behind the copy that reads it: the second time it is another's.
        var released = 0;
        var refusal = Assert.Throws<ScumbleException>(() => CudaGraph.Capture(_stream, () =>
        {
            _stream.Copy(_target, _source);
            _cuda.CallBack(_stream, () => released++);
        }));
        Assert.That((refusal!.Message, released), Is.EqualTo(("The work calls back to the host in the middle, which would be called anew by every launch.", 0)));
        AssertWorks();
    }

    [TestCase("cuStreamBeginCapture_v2")]
    [TestCase("cuGraphGetNodes")]
    [TestCase("cuGraphNodeGetType")]
    [TestCase("cuGraphInstantiateWithFlags")]
    public void ADriverThatRefusesLeavesNothing(string function)
    {
        _cuda.FailAt(1, function: function);
        Assert.That(() => CudaGraph.Capture(_stream, () => _stream.Copy(_target, _source)), Throws.TypeOf<ScumbleException>().With.Message.Contains("999"));
        AssertWorks();
    }

    [Test]
    public void ADisposedGraphIsGone()
    {
        var graph = CudaGraph.Capture(_stream, () => { });
        graph.Dispose();
        graph.Dispose();
        Assert.That(graph.Launch, Throws.TypeOf<ObjectDisposedException>());
    }

    private void AssertWorks()
    {
        Assert.That(_cuda.Alive, Has.None.Contains("Graph"));
        Write(_source, 8);
        using var graph = CudaGraph.Capture(_stream, () => _stream.Copy(_target, _source));
        graph.Launch();
        Assert.That(Read(_target), Is.EqualTo(8));
    }

    private void Write(CudaTensor tensor, float value) => _stream.Upload(tensor, MemoryMarshal.AsBytes([value]));

    private float Read(CudaTensor tensor)
    {
        var value = new float[1];
        _stream.Download(tensor, MemoryMarshal.AsBytes(value.AsSpan()));
        return value[0];
    }
}
