using NUnit.Framework;
using Scumble.Diagnostics;
using Scumble.Materials;
using Scumble.Service;
using Scumble.Stages;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Service;

/// <summary>What a game sees of the service, over a model and a device that are fakes.</summary>
public class TextureServiceTests
{
    private static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(5), Patience = TimeSpan.FromSeconds(30);

    [Test]
    public void AHandleIsValidAtOnceAndComesToItsTexture()
    {
        using var gate = new SemaphoreSlim(0);
        using var game = new PumpedService(maker: new FakeMaker { OnSlice = _ => gate.Wait(Patience) });
        var handle = game.Ask("moss");
        Assert.That(handle.View.Texture, Is.Not.Null, "before any frame");
        Assert.That((handle.View.Shown, handle.Completion.IsCompleted), Is.EqualTo((ShownContent.Placeholder, false)));
        game.Service.Pump(Frame);
        Assert.That(((FakeStore.Texture)handle.View.Texture).Colour, Is.EqualTo(handle.PlaceholderSurface.Take(3)).Within(1 / 255f), "the words' colour after one frame");
        gate.Release();
        game.Until(() => handle.View.Shown == ShownContent.Preview);
        Assert.That((handle.Progress, handle.State), Is.EqualTo((1.0 / FakeMaker.StepCount, HandleState.Running)));
        gate.Release(FakeMaker.StepCount);
        game.UntilEnded(handle);
        Assert.That(handle.View.Shown, Is.EqualTo(ShownContent.Final));
        Assert.That(((FakeStore.Texture)handle.View.Texture).Colour, Is.EqualTo(game.Maker.Content(handle.Request.Texture!)[MaterialMap.BaseColor].Pixels[..3].ToArray()));
        Assert.That((handle.Progress, handle.Identity!.Length, handle.Completion.Result), Is.EqualTo((1.0, 64, handle)));
    }

    [Test]
    public void WhatAFrameSamplesIsAliveAndChangesOnlyWithinThePump()
    {
        using var game = new PumpedService();
        var handles = Enumerable.Range(0, 50).Select(i => game.Ask($"stone {i % 30}")).ToList();
        while (handles.Any(handle => handle.State != HandleState.Ready))
        {
            game.Service.Pump(TimeSpan.FromMilliseconds(1));
            var before = handles.Select(handle => handle.View).ToArray();
            Thread.Sleep(2); // a frame is drawn
            Assert.That(handles.Select(handle => handle.View), Is.EqualTo(before), "between two pumps");
            Assert.That(before.Select(view => ((FakeStore.Texture)view.Texture).IsDisposed), Has.All.False);
        }
        Assert.That((game.Maker.Runs.Count, game.Maker.Runs.Values.Max()), Is.EqualTo((30, 1)), "requests of one content join one run");
    }

    [Test]
    public async Task WordsAndSeedAreAwaited()
    {
        using var game = new PumpedService();
        var awaited = game.Service.GenerateAsync("rusty hull, sector 7", 3);
        game.Until(() => awaited.IsCompleted);
        var handle = await awaited;
        Assert.That((handle.State, handle.Request.Texture!.Prompt, handle.Request.Texture.Seed), Is.EqualTo((HandleState.Ready, "rusty hull, sector 7", 3UL)));
        Assert.That(game.Service.Request(PumpedService.Words("rusty hull, sector 7", 3)).State, Is.EqualTo(HandleState.Ready), "what is stored is there at once");
        Assert.That(game.Service.Statistics.MemoryHits, Is.EqualTo(1));
    }

    [Test]
    public void AFailedRequestKeepsItsPlaceholderAndSaysWhy()
    {
        using var game = new PumpedService(maker: new FakeMaker { OnSlice = words => { if (words == "bad") throw new ScumbleException("The network is broken.", "Mend it."); } });
        var (bad, good, wrong) = (game.Ask("bad"), game.Ask("good"), game.Service.Request(new TextureRequest { Prompt = "x", Steps = -1 }));
        Assert.That((wrong.State, wrong.Error!.Message), Is.EqualTo((HandleState.Failed, "'steps' must be from 1 to 1000; found -1.")));
        game.UntilEnded(bad, good);
        Assert.That((good.State, bad.State, bad.Error!.Message, bad.View.Shown), Is.EqualTo((HandleState.Ready, HandleState.Failed, "The network is broken.", ShownContent.Placeholder)));
        Assert.That(async () => await bad, Throws.TypeOf<ScumbleException>());
    }

    [Test]
    public void AnythingThatAModelThrowsEndsItsRequestAlone()
    {
        using var game = new PumpedService(maker: new FakeMaker { OnSlice = words => { if (words == "bad") throw new IOException("gone"); } });
        var (bad, good) = (game.Ask("bad"), game.Ask("good"));
        game.UntilEnded(bad, good);
        Assert.That((good.State, bad.State), Is.EqualTo((HandleState.Ready, HandleState.Failed)));
        Assert.That(bad.Error!.Message, Does.Contain("gone"));
    }

    [Test]
    public void CancelReturnsAtOnceAndWhoElseWaitsStillGetsIt()
    {
        using var gate = new ManualResetEventSlim();
        using var game = new PumpedService(maker: new FakeMaker { OnSlice = _ => gate.Wait(Patience) });
        using var cancellation = new CancellationTokenSource();
        var (one, other, alone) = (game.Ask("moss"), game.Ask("moss"), game.Ask("rust", cancellation: cancellation.Token));
        game.Until(() => one.State == HandleState.Running);
        one.Cancel();
        cancellation.Cancel();
        Assert.That((one.State, other.State, alone.State, alone.Completion.IsCanceled), Is.EqualTo((HandleState.Cancelled, HandleState.Running, HandleState.Cancelled, true)));
        gate.Set();
        game.UntilEnded(other);
        Assert.That(game.Maker.Runs.Keys, Is.EqualTo(new[] { "moss" }));
        Assert.That(one.View.Texture, Is.Not.Null);
    }

    [Test]
    public void AFullQueueRefusesWithAReason()
    {
        using var gate = new ManualResetEventSlim();
        using var game = new PumpedService(new ServiceOptions { QueueCapacity = 2 }, new FakeMaker { OnSlice = _ => gate.Wait(Patience) });
        var first = game.Ask("0");
        game.Until(() => first.State == HandleState.Running);
        var (one, two, three, again) = (game.Ask("1"), game.Ask("2"), game.Ask("3"), game.Ask("2"));
        Assert.That((three.State, again.State, three.Error!.Message), Is.EqualTo((HandleState.Failed, HandleState.Waiting, "The queue is full: 2 textures wait.")));
        gate.Set();
        game.UntilEnded(first, one, two, again);
        Assert.That(new[] { one, two, again }.Select(handle => handle.State), Has.All.EqualTo(HandleState.Ready));
    }

    [Test]
    public void PriorityThenDeadlineThenAge()
    {
        using var gate = new ManualResetEventSlim();
        using var game = new PumpedService(maker: new FakeMaker { OnSlice = _ => gate.Wait(Patience) });
        var first = game.Ask("first");
        game.Until(() => first.State == HandleState.Running);
        TextureHandle[] handles =
        [
            game.Ask("far"), game.Ask("soon", deadline: TimeSpan.FromSeconds(1)), game.Ask("later", deadline: TimeSpan.FromSeconds(9)),
            game.Ask("near", 2), game.Ask("raised"),
        ];
        handles[^1].Priority = 3;
        gate.Set();
        game.UntilEnded(handles);
        Assert.That(game.Maker.Began, Is.EqualTo(new[] { "first", "raised", "near", "soon", "later", "far" }));
    }

    [Test]
    public void NothingStarves()
    {
        using var game = new PumpedService(maker: new FakeMaker { OnSlice = _ => Thread.Yield() });
        var patient = game.Ask("patient", -1000);
        var urgent = new Queue<TextureHandle>();
        var i = 0;
        while (patient.State != HandleState.Ready)
        {
            while (urgent.Count < 20) urgent.Enqueue(game.Ask($"urgent {i++}", 1000));
            game.Service.Pump(Frame);
            while (urgent.TryPeek(out var next) && next.State == HandleState.Ready) urgent.Dequeue().Dispose();
            Assert.That(game.Maker.Began.Count, Is.LessThan(200), "a request waits for ever behind others");
        }
        Assert.That(game.Maker.Began.IndexOf("patient"), Is.LessThanOrEqualTo(RequestQueue.Fairness));
    }

    [Test]
    public void WhenMemoryRunsOutCachesShrinkAndTheRequestIsTriedOnceMore()
    {
        var failures = 1;
        using var game = new PumpedService(maker: new FakeMaker { OnSlice = words => { if (words == "large" && failures-- > 0) throw FakeMaker.OutOfMemory(); } });
        game.UntilEnded(game.Ask("kept"));
        using (var unused = game.Ask("unused")) game.UntilEnded(unused);
        var large = game.Ask("large");
        game.UntilEnded(large);
        Assert.That((large.State, game.Maker.Released), Is.EqualTo((HandleState.Ready, 1)));
        Assert.That(game.Ask("unused").State, Is.Not.EqualTo(HandleState.Ready), "what nobody used was dropped");
        Assert.That(game.Ask("kept").State, Is.EqualTo(HandleState.Ready), "what is in use was not");

        failures = 2;
        var (again, small) = (game.Service.Request(PumpedService.Words("large", 2)), game.Ask("small"));
        game.UntilEnded(again, small);
        Assert.That((again.State, small.State), Is.EqualTo((HandleState.Failed, HandleState.Ready)), "then it fails alone");
    }

    [TestCase(1, ExpectedResult = HandleState.Ready)]
    [TestCase(2, ExpectedResult = HandleState.Failed)]
    public HandleState WhenTheDeviceHasNoRoomItIsTriedOnceMore(int refusals)
    {
        using var game = new PumpedService(new ServiceOptions { Previews = false });
        game.Store.Refusals = refusals;
        var handle = game.Ask("moss");
        game.UntilEnded(handle);
        return handle.State;
    }

    [Test]
    public void TexturesStayWithinTheBudgetAndThoseInUseStay()
    {
        const int Bytes = 4 * 4 * 4;
        using var game = new PumpedService(new ServiceOptions { MemoryBudgetInBytes = 2 * 4000, Previews = false });
        var kept = Enumerable.Range(0, 20).Select(i => game.Ask($"kept {i}")).ToArray();
        game.UntilEnded(kept);
        for (var i = 0; i < 200; i++)
        {
            using var passing = game.Ask($"passing {i}");
            game.UntilEnded(passing);
            Assert.That(game.Service.Statistics.TextureBytes, Is.LessThanOrEqualTo(4000));
        }
        game.Service.Pump(Frame);
        Assert.That(kept.Select(handle => ((FakeStore.Texture)handle.View.Texture).IsDisposed), Has.All.False);
        Assert.That(game.Store.Alive.Sum(texture => texture.SizeInBytes), Is.LessThanOrEqualTo(4000 + (7 * 4)));
        Assert.That(game.Store.Alive, Has.Count.GreaterThan(20 + (1000 / Bytes)), "what fits is kept");

        var many = Enumerable.Range(0, 100).Select(i => game.Ask($"many {i}")).ToArray();
        game.UntilEnded(many);
        var failed = many.Where(handle => handle.State == HandleState.Failed).ToArray();
        Assert.That(failed, Is.Not.Empty);
        Assert.That(failed[0].Error!.Message, Does.Contain("in use"));
    }

    [Test]
    public void ALostDeviceShowsPlaceholdersAndTexturesComeBack([Values] bool inPump, [Values] bool inPlace)
    {
        using var game = new PumpedService(new ServiceOptions { GeneratesInPump = inPump }, store: new FakeStore { MakesTargets = inPlace });
        var handles = Enumerable.Range(0, 5).Select(i => game.Ask($"stone {i}")).ToArray();
        game.UntilEnded(handles);
        var waiting = game.Ask("new");
        game.Store.Lose();
        for (var i = 0; i < 10; i++) Assert.That(() => game.Service.Pump(Frame), Throws.Nothing);
        Assert.That(handles.Select(handle => handle.State), Has.All.EqualTo(HandleState.Waiting));
        var next = new FakeStore();
        game.Service.Attach(next);
        Assert.That(game.Store.Alive, Is.Empty, "nothing of the lost device is left");
        Assert.That(handles.Append(waiting).Select(handle => handle.View.Shown), Has.All.EqualTo(ShownContent.Placeholder));
        game.UntilEnded(handles.Append(waiting));
        foreach (var handle in handles)
            Assert.That(((FakeStore.Texture)handle.View.Texture).Colour, Is.EqualTo(game.Maker.Content(handle.Request.Texture!)[MaterialMap.BaseColor].Pixels[..3].ToArray()));
        Assert.That(next.Alive, Is.SupersetOf(handles.Select(handle => handle.View.Texture)));
    }

    [Test]
    public void APreloadEndsWhenAllHaveEnded()
    {
        using var game = new PumpedService(maker: new FakeMaker { OnSlice = words => { if (words == "3") throw new ScumbleException("Broken.", "Mend it."); } });
        var preload = game.Service.PreloadAsync(Enumerable.Range(0, 6).Select(i => new ServiceRequest(PumpedService.Words($"{i}"))));
        game.Until(() => preload.IsCompleted);
        Assert.That(preload.Result.Select(handle => handle.State), Is.EqualTo(Enumerable.Range(0, 6).Select(i => i == 3 ? HandleState.Failed : HandleState.Ready)));
    }

    [Test]
    public void SlicesKeepToTheBudgetAndWhatNeverFitsIsSaidOnce()
    {
        using var game = new PumpedService(new ServiceOptions { GeneratesInPump = true, Previews = false }, new FakeMaker { OnSlice = _ => Thread.Sleep(3) });
        var handles = Enumerable.Range(0, 6).Select(i => game.Ask($"{i}")).ToArray();
        while (handles.Any(handle => handle.State != HandleState.Ready)) game.Service.Pump(TimeSpan.FromSeconds(1));
        Assert.That(game.Notices, Is.Empty, "3 ms fit a second");
        Assert.That(game.Service.Pump(TimeSpan.Zero).Exchanged, Is.Zero);
        var more = Enumerable.Range(0, 6).Select(i => game.Ask($"more {i}")).ToArray();
        while (more.Any(handle => handle.State != HandleState.Ready)) game.Service.Pump(TimeSpan.FromMilliseconds(0.5));
        Assert.That(game.Notices.Count(notice => notice.Contains("denoise", StringComparison.Ordinal)), Is.EqualTo(1));
    }

    [Test]
    [Platform("Linux")]
    public void TheBackgroundGivesWayToTheGame()
    {
        var nice = 0;
        using var game = new PumpedService(maker: new FakeMaker { OnSlice = _ => nice = Niceness() });
        game.UntilEnded(game.Ask("moss"));
        Assert.That((nice, Niceness()), Is.EqualTo((10, 0)));
        Assert.That(LowPriority.Run(Niceness), Is.EqualTo(10), "what opens graphs, too");

        // proc(5): the nineteenth field, behind the name in brackets.
        static int Niceness() => int.Parse(File.ReadAllText("/proc/thread-self/stat").Split(") ")[^1].Split(' ')[16], System.Globalization.CultureInfo.InvariantCulture);
    }

    [Test]
    public void ClosingEndsWhatRunsAndLeavesNothing([Values] bool inPump)
    {
        var game = new PumpedService(new ServiceOptions { GeneratesInPump = inPump });
        var handles = Enumerable.Range(0, 20).Select(i => game.Ask($"{i}")).ToArray();
        for (var i = 0; i < 5; i++) game.Service.Pump(Frame);
        game.Dispose();
        Assert.That(game.Store.Alive, Is.Empty);
        Assert.That(handles.Select(handle => handle.State), Has.All.AnyOf(HandleState.Ready, HandleState.Cancelled));
        Assert.That(game.Maker.IsDisposed || game.Opened == 0);
        Assert.That(() => game.Ask("late"), Throws.TypeOf<ObjectDisposedException>());
    }
}
