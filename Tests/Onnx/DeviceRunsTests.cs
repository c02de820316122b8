using NUnit.Framework;
using Scumble.Cuda;
using Scumble.Diagnostics;
using Scumble.Onnx;
using Scumble.Tests.Cuda;

namespace Scumble.Tests.Onnx;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class DeviceRunsTests : IDisposable
{
    private readonly FakeCuda _cuda = new();
    private readonly CudaStream _stream;
    private readonly List<string> _refusals = [];
    private int _enqueued;

    public DeviceRunsTests() => _stream = CudaDevice.Open(_cuda.Driver, null).CreateStream();

    public void Dispose()
    {
        _stream.Dispose();
        Assert.That(_cuda.Alive, Is.Empty);
    }

    [Test]
    public void TwoRunsWarmUpThenOneIsCapturedAndLaunched()
    {
        using var runs = Runs();
        var counts = new List<(int Enqueued, int Launches)>();
        for (var run = 0; run < 5; run++)
        {
            runs.Run();
            counts.Add((_enqueued, _cuda.Launches));
        }
        Assert.That(counts, Is.EqualTo(new[] { (1, 0), (2, 0), (3, 1), (3, 2), (3, 3) }));
        Assert.That(_refusals, Is.Empty);
    }

    [Test]
    public void WithoutCapturesEveryRunIsEnqueued()
    {
        using var runs = Runs(captures: false);
        for (var run = 0; run < 5; run++) runs.Run();
        Assert.That((_enqueued, _cuda.Launches), Is.EqualTo((5, 0)));
    }

    [Test]
    public void RunsThatCannotBeCapturedGoOnKernelByKernelAndSayWhyOnce()
    {
        // As ONNX Runtime does where a graph copies to the host in between.
        using var runs = Runs(work: _stream.Synchronize);
        for (var run = 0; run < 6; run++) runs.Run();
        Assert.That(_refusals, Has.Count.EqualTo(1).And.All.Contains($"{FakeCuda.CaptureUnsupported}"));
        Assert.That(_cuda.Launches, Is.Zero);
        runs.Reset();
        for (var run = 0; run < 6; run++) runs.Run();
        Assert.That((_refusals.Count, _cuda.Calls.Count(call => call == "cuStreamBeginCapture_v2")), Is.EqualTo((1, 1)), "it is not tried again");
    }

    [Test]
    public void WhatARunGivesBackInACallbackIsGivenBackOnceForEachRun()
    {
        var (lent, returned) = (0, new List<int>());
        using var runs = Runs(work: () =>
        {
            var mine = ++lent;
            _cuda.CallBack(_stream, () => returned.Add(mine));
        });
        for (var run = 0; run < 6; run++) runs.Run();
        Assert.That(_refusals, Has.Count.EqualTo(1).And.All.Contains("calls back"));
        Assert.That(returned, Is.Unique.And.Count.EqualTo(lent - 1), "all but what the capture keeps");
    }

    [TestCase(1)]
    [TestCase(4)]
    public void RunsThatAreInFlightArePassedBeforeWhatTheyUseIsLetGoOf(int count)
    {
        var runs = Runs();
        for (var run = 0; run < count; run++) runs.Run();
        _cuda.Calls.Clear();
        runs.Dispose();
        Assert.That(_cuda.Calls.Where(call => call is "cuStreamSynchronize" or "cuGraphExecDestroy").First(), Is.EqualTo("cuStreamSynchronize"));
    }

    [Test]
    public void AnErrorThatOnlyTheCaptureLeftIsForgotten()
    {
        // The first run after a capture that failed fails by the error that is still kept.
        var (isCapturing, isKept) = (false, false);
        using var runs = Runs(work: () =>
        {
            isCapturing = _cuda.Calls.Last(call => call.Contains("Capture", StringComparison.Ordinal) || call == "cuStreamCreate") == "cuStreamBeginCapture_v2";
            if (!isCapturing && !isKept) return;
            isKept = isCapturing;
            throw new ScumbleException("cudaErrorStreamCaptureUnsupported", "none");
        });
        for (var run = 0; run < 5; run++) Assert.That(runs.Run, Throws.Nothing, $"run {run}");
        Assert.That(_refusals, Is.EqualTo(new[] { "cudaErrorStreamCaptureUnsupported" }));
    }

    [Test]
    public void OtherAddressesAreCapturedAnew()
    {
        using var runs = Runs();
        for (var run = 0; run < 4; run++) runs.Run();
        runs.Reset();
        Assert.That(_cuda.Alive, Is.EqualTo(new[] { "1 Stream" }), "the first graph is gone");
        for (var run = 0; run < 4; run++) runs.Run();
        Assert.That((_enqueued, _cuda.Launches), Is.EqualTo((6, 4)));
    }

    [Test]
    public void AFaultOfALaunchIsSaidAndTheNextOneWorks()
    {
        using var runs = Runs();
        for (var run = 0; run < 3; run++) runs.Run();
        _cuda.FailAt(1, 719, "cuGraphLaunch");
        Assert.That(runs.Run, Throws.TypeOf<ScumbleException>().With.Message.Contains("cuGraphLaunch failed with 719"));
        Assert.That(runs.Run, Throws.Nothing);
    }

    private DeviceRuns Runs(bool captures = true, Action? work = null) => new(_stream, () =>
    {
        _enqueued++;
        work?.Invoke();
    }, captures, _refusals.Add);
}
