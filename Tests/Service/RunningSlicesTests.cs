using System.Diagnostics;
using NUnit.Framework;
using Scumble.Diagnostics;
using Scumble.Service;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Service;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public class RunningSlicesTests
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(1);

    private readonly SliceClock _clock = new((_, _, _) => { });

    [Test]
    public void WhatIsDoneWhenItReturnsLeavesRoom()
    {
        var slices = new RunningSlices(_clock);
        slices.Run(new FakeStore(), () => "step");
        Assert.That(slices.HasRoom("unknown", TimeSpan.Zero));
        Assert.That(_clock.Expected("step"), Is.Not.Null);
    }

    [Test]
    public void OneStandsBehindTheOneThatRunsWhereBothAreKnownToFit()
    {
        var (slices, store) = (new RunningSlices(_clock), new FakeStore { DeviceTime = Long });
        _clock.Count("step", Long);
        slices.Run(store, () => "step");
        Assert.Multiple(() =>
        {
            Assert.That(slices.HasRoom("step", 3 * Long));
            Assert.That(slices.HasRoom("step", 1.5 * Long), Is.False, "both together take longer");
            Assert.That(slices.HasRoom("unknown", 100 * Long), Is.False);
        });
        slices.Run(store, () => "step");
        Assert.That(slices.HasRoom("step", 100 * Long), Is.False, "a third");
        slices.Clear();
        Assert.That((slices.HasRoom("step", TimeSpan.Zero), store.Watches), Is.EqualTo((true, 0)));
    }

    [Test]
    public void NothingStandsBehindWhatIsNotKnown()
    {
        var slices = new RunningSlices(_clock);
        _clock.Count("step", TimeSpan.FromMilliseconds(1));
        slices.Run(new FakeStore { DeviceTime = Long }, () => "unknown");
        Assert.That(slices.HasRoom("step", 100 * Long), Is.False);
        slices.Clear();
    }

    [Test]
    public void ASliceCountsWithTheDevicesTimeHoweverLateItIsLookedAt()
    {
        var (slices, time) = (new RunningSlices(_clock), TimeSpan.FromMilliseconds(2));
        slices.Run(new FakeStore { DeviceTime = time }, () => "step");
        Thread.Sleep(30);
        slices.Pass();
        Assert.That(_clock.Expected("step"), Is.EqualTo(time).Within(TimeSpan.FromTicks(1)));
    }

    [Test]
    public void WhatFailsIsNotWatched()
    {
        var (slices, store) = (new RunningSlices(_clock), new FakeStore { DeviceTime = Long });
        Assert.That(() => slices.Run(store, () => throw new InvalidOperationException()), Throws.InvalidOperationException);
        Assert.That((slices.HasRoom("step", TimeSpan.Zero), store.Watches), Is.EqualTo((true, 0)));
    }

    [Test]
    public void ADeviceThatFailsIsForgotten()
    {
        var (slices, store) = (new RunningSlices(_clock), new FakeStore { DeviceTime = Long, WatchFailure = new ScumbleException("It broke.", "Mend it.") });
        slices.Run(store, () => "step");
        Assert.That((slices.HasRoom("step", TimeSpan.Zero), store.Watches), Is.EqualTo((true, 0)));
    }

    [Test]
    public void ASliceStandsBehindAnotherWhereBothEndWithinTheBudget()
    {
        var (store, time, budget) = (new FakeStore { DeviceTime = TimeSpan.FromMilliseconds(2) }, TimeSpan.FromMilliseconds(2), TimeSpan.FromMilliseconds(7));
        var (frame, ends) = (0L, new List<TimeSpan>());
        using var game = new PumpedService(new ServiceOptions { GeneratesInPump = true, Previews = false }, new FakeMaker
        {
            OnSlice = _ =>
            {
                var waits = Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), store.BusyUntil);
                Assert.That(waits, Is.LessThan(2 * time), "one alone stands behind the one that runs");
                if (waits > TimeSpan.Zero) ends.Add(Stopwatch.GetElapsedTime(frame, store.BusyUntil) + time);
            },
        }, store);
        var handles = Enumerable.Range(0, 12).Select(i => game.Ask($"{i}")).ToArray();
        while (handles.Any(handle => handle.State is HandleState.Waiting or HandleState.Running))
        {
            frame = Stopwatch.GetTimestamp();
            game.Service.Pump(budget);
            Thread.Sleep(5);
        }
        Assert.Multiple(() =>
        {
            Assert.That(handles.Select(handle => handle.State), Has.All.EqualTo(HandleState.Ready));
            Assert.That(ends, Has.Count.GreaterThan(2));
            Assert.That(ends.Count(end => end > budget), Is.LessThan((ends.Count + 1) / 2), "what stands behind ends with the budget, unless this machine stood still meanwhile");
            Assert.That(game.Notices, Is.Empty, "a slice counts with the device's time, not with that of the next look");
        });
        game.Dispose();
        Assert.That(store.Watches, Is.Zero);
    }
}
