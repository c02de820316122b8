using System.Runtime.InteropServices;
using NUnit.Framework;
using Scumble.Imaging;
using Scumble.Materials;
using Scumble.Models;
using Scumble.Onnx;
using Scumble.Service;
using Scumble.Stages;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Service;

/// <summary>Requests that may be approximate, denoised together.</summary>
public class BatchTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30), Long = TimeSpan.FromSeconds(10);

    [Test]
    public void WhatWaitsIsDenoisedTogetherInPowersOfTwo([Values] bool inPump)
    {
        using var game = new HeldService(inPump);
        var handles = Enumerable.Range(0, 7).Select(i => game.Ask($"{i}")).ToArray();
        game.Open(handles);
        Assert.That(game.Sizes, Is.EqualTo(new[] { 4, 2, 1 }));
        Assert.That(game.Began, Is.EqualTo(Enumerable.Range(0, 7).Select(i => $"{i}")), "in order");
        game.RequireOwn(handles);
        Assert.That(handles.Select(handle => handle.Steps), Has.All.EqualTo((FakeMaker.StepCount, FakeMaker.StepCount)));
    }

    [TestCase(null, ExpectedResult = 1)]
    [TestCase(1, ExpectedResult = 1)]
    [TestCase(3, ExpectedResult = 2)]
    [TestCase(8, ExpectedResult = 8)]
    public int NoMoreThanTheOptionSays(int? size)
    {
        using var game = new HeldService(inPump: false, new ServiceOptions { BatchSize = size });
        game.Open([.. Enumerable.Range(0, 9).Select(i => game.Ask($"{i}"))]);
        return game.Sizes.Max();
    }

    [Test]
    public void EachShowsItsOwnPreview([Values] bool inPump)
    {
        using var seen = new ManualResetEventSlim();
        TextureHandle[] handles = [];
        float[][] shown = [];
        var slices = 0;
        using var game = new HeldService(inPump, onSlice: _ =>
        {
            // Before the second step: within the pump what was delivered is shown by now.
            if (Interlocked.Increment(ref slices) != 3) return;
            if (inPump) See();
            else seen.Wait(Patience);
        });
        handles = [game.Ask("a"), game.Ask("b")];
        game.Unlock();
        game.Pumped.Until(() =>
        {
            if (!inPump && !seen.IsSet && handles.All(handle => handle.View.Shown == ShownContent.Preview))
            {
                See();
                seen.Set();
            }
            return handles.All(handle => handle.State == HandleState.Ready);
        });
        Assert.That(game.Sizes, Is.EqualTo(new[] { 2 }));
        Assert.That(shown, Is.EqualTo(handles.Select(game.Colour)));
        game.RequireOwn(handles);

        void See() => shown = [.. handles.Where(handle => handle.View.Shown == ShownContent.Preview).Select(handle => ((FakeStore.Texture)handle.View.Texture).Colour)];
    }

    [Test]
    public void ExactOnesAndThoseOfAnotherShapeRunAlone()
    {
        using var game = new HeldService(inPump: false);
        var (exact, other) = (PumpedService.Words("x") with { Approximate = null }, PumpedService.Words("y") with { Approximate = true });
        TextureHandle[] handles =
        [
            game.Ask(exact), game.Ask(exact with { Prompt = "x2" }), game.Ask(other with { Width = 8 }), game.Ask(other), game.Ask(other with { Steps = 9 }),
            game.Ask(other with { Prompt = "z" }), game.Ask(other with { Prompt = "w", Guidance = 2 }),
        ];
        game.Open(handles);
        Assert.That(game.Sizes.Order(), Is.EqualTo(new[] { 1, 1, 1, 1, 1, 2 }));
        Assert.That(game.Began, Is.EqualTo(new[] { "x", "x2", "y", "y", "z", "y", "w" }));
        game.RequireOwn(handles);
    }

    [Test]
    public void AModelThatCannotMakesEachAlone()
    {
        using var game = new HeldService(inPump: false, canBatch: false);
        game.Open([.. Enumerable.Range(0, 4).Select(i => game.Ask($"{i}"))]);
        Assert.That(game.Sizes, Has.All.EqualTo(1));
    }

    [Test]
    public void PriorityThenDeadlineThenAgeDecideWhoBeginsAndWhoComesAlong()
    {
        using var game = new HeldService(inPump: false, new ServiceOptions { BatchSize = 2 });
        var exact = PumpedService.Words("exact") with { Approximate = null };
        TextureHandle[] handles =
        [
            game.Ask("old"), game.Ask("late", deadline: TimeSpan.FromSeconds(9)), game.Ask("soon", deadline: TimeSpan.FromSeconds(1)), game.Pumped.Service.Request(exact, 5), game.Ask("near", 6), game.Ask("raised"),
        ];
        handles[^1].Priority = 4;
        game.Open(handles);
        Assert.That(game.Began, Is.EqualTo(new[] { "near", "raised", "exact", "soon", "late", "old" }));
        Assert.That(game.Sizes, Is.EqualTo(new[] { 2, 1, 2, 1 }));
    }

    [Test]
    public void NothingStarvesBehindBatches([Values] bool isExact)
    {
        using var game = new PumpedService(new ServiceOptions { BatchSize = 4 }, new FakeMaker { OnSlice = _ => Thread.Yield() });
        var patient = game.Service.Request(PumpedService.Words("patient") with { Approximate = !isExact, Width = 8 }, -1000);
        var urgent = new Queue<TextureHandle>();
        var i = 0;
        while (patient.State != HandleState.Ready)
        {
            while (urgent.Count < 20) urgent.Enqueue(game.Service.Request(PumpedService.Words($"urgent {i++}") with { Approximate = true }, 1000));
            game.Service.Pump(TimeSpan.FromMilliseconds(5));
            while (urgent.TryPeek(out var next) && next.State == HandleState.Ready) urgent.Dequeue().Dispose();
            Assert.That(game.Maker.Sizes.Count, Is.LessThan(200), "a request waits for ever behind others");
        }
        var (run, begun) = (0, 0);
        while ((begun += game.Maker.Sizes[run]) <= game.Maker.Began.IndexOf("patient")) run++;
        Assert.That(run, Is.LessThanOrEqualTo(RequestQueue.Fairness));
    }

    [Test]
    public void RequestsOfOneContentJoinWithinABatch([Values] bool inPump)
    {
        TextureHandle? late = null;
        HeldService? game = null;
        var slices = 0;
        using (game = new HeldService(inPump, onSlice: _ => { if (Interlocked.Increment(ref slices) == 3) late = game!.Ask("b"); }))
        {
            TextureHandle[] handles = [game.Ask("a"), game.Ask("b"), game.Ask("b")];
            game.Open(handles);
            Assert.That(game.Sizes, Is.EqualTo(new[] { 2 }));
            game.Pumped.UntilEnded(late!);
            game.RequireOwn([.. handles, late!]);
            Assert.That(game.Pumped.Maker.Runs.Values, Has.All.EqualTo(1));
        }
    }

    [Test]
    public void WhatTheDiskHasDoesNotRunAndExactAndApproximateDoNotMix()
    {
        using var folder = new TemporaryFolder();
        var options = new ServiceOptions { Cache = folder.Path, BatchSize = 4 };
        string?[] made;
        using (var game = new HeldService(inPump: false, options))
        {
            TextureHandle[] handles = [game.Ask("a"), game.Ask("b")];
            game.Open(handles);
            made = [.. handles.Select(handle => handle.Identity)];
        }
        using (var game = new HeldService(inPump: false, options))
        {
            TextureHandle[] handles = [game.Ask("new"), game.Ask("a"), game.Ask("b"), game.Ask("newer"), game.Ask(PumpedService.Words("a"))];
            game.Open(handles);
            Assert.That((game.Began, game.Sizes), Is.EqualTo((new[] { "new", "newer", "a" }, new[] { 2, 1 })), "the exact one is made, the others of the disk are not");
            Assert.That(handles.Skip(1).Take(2).Select(handle => handle.Identity), Is.EqualTo(made));
            Assert.That(handles[4].Identity, Is.Not.EqualTo(handles[1].Identity));
            game.RequireOwn(handles);
        }
    }

    // A step takes 20 ms for each picture: two together fit 60 ms, four do not.
    [TestCase(10.0, ExpectedResult = 1)]
    [TestCase(60.0, ExpectedResult = 2)]
    [TestCase(1000.0, ExpectedResult = 4)]
    public int NoMoreThanAStepOfWhichFitsTheFrame(double milliseconds)
    {
        using var game = new PumpedService(new ServiceOptions { GeneratesInPump = true, BatchSize = 4 }, new FakeMaker { OnSlice = _ => Thread.Sleep(20) });
        var budget = TimeSpan.FromMilliseconds(milliseconds);
        foreach (var round in Enumerable.Range(0, 2))
        {
            var handles = Enumerable.Range(0, 8).Select(i => game.Service.Request(PumpedService.Words($"{round} {i}") with { Approximate = true })).ToArray();
            while (handles.Any(handle => handle.State != HandleState.Ready)) game.Service.Pump(budget);
        }
        return game.Maker.Sizes.Max();
    }

    [Test]
    public async Task TexturesAreThoseOfSingleRunsWithinATolerance([Values] bool inPump)
    {
        var kind = new TextureRequest { Prompt = "moss", NegativePrompt = "snow", Seed = 100, Width = 64, Height = 96, Steps = 3, Guidance = 3, Approximate = true };
        using var backend = OnnxBackend.Create("cpu", new OnnxBackendOptions { Threads = 1 });
        using var pipeline = await TexturePipeline.OpenAsync(ModelFolder.Open(TestModel.Path), backend);
        using var game = new PumpedService(backend, new ServiceOptions { Model = TestModel.Path, GeneratesInPump = inPump, BatchSize = 4 });
        using var sizes = new BatchSizes();
        game.UntilEnded(game.Service.Request(kind));
        var before = game.Service.Request(kind with { Steps = 30, Approximate = null });
        Assert.That(SpinWait.SpinUntil(() => before.State == HandleState.Running, Patience));
        var handles = Enumerable.Range(0, 4).Select(i => game.Service.Request(kind with { Prompt = $"moss {i}", Seed = (ulong)i })).ToArray();
        while (handles.Append(before).Any(handle => handle.State is HandleState.Waiting or HandleState.Running)) game.Service.Pump(Long);
        game.Dispose();
        Assert.That(sizes.All, Is.EqualTo(new[] { 4, 4, 4, 4 }));
        foreach (var handle in handles)
        {
            Assert.That(handle.Error, Is.Null);
            var request = handle.Request.Texture!;
            var (alone, exact) = (await pipeline.GenerateAsync(request), await pipeline.GenerateAsync(request with { Approximate = null }));
            Assert.That((handle.Identity, handle.Identity == exact.Identity), Is.EqualTo((alone.Identity, false)));
            Assert.That(alone.Image.Pixels.SequenceEqual(exact.Image.Pixels), "alone it is exact");
            foreach (var map in exact.Maps!.All)
            {
                var (found, expected) = (Values(((HostTexture)handle.View.Texture).Levels(map)[0], map), Values(TextureContent.Of(exact).Levels(map)[0], map));
                var worst = Enumerable.Range(0, expected.Length).MaxBy(i => Math.Abs(found[i] - expected[i]));
                Assert.That(found[worst], Is.EqualTo(expected[worst]).Within((1.01 / 255) + (1e-3 * expected[worst])), $"{request.Prompt}, {map}, worst at {worst}");
            }
        }

        static double[] Values(byte[] texels, MaterialMap map) => map.Format == TexelFormat.Rgba16Float
            ? [.. MemoryMarshal.Cast<byte, Half>(texels).ToArray().Select(half => (double)half)] : [.. texels.Select(value => value / 255.0)];
    }
}
