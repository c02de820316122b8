using NUnit.Framework;
using Scumble.Benchmarks;
using Scumble.Diagnostics;
using Scumble.Service;
using Scumble.Stages;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Benchmarks;

public sealed class BatchRoundTests
{
    private const int Count = 4, SliceMilliseconds = 10;

    private int _asked;

    [Test]
    public void TheTimeOfAllIsCountedWhereverTheyAreMade([Values] bool inPump, [Values(1, 2, 4)] int together)
    {
        using var game = Game(inPump, together);
        Learn(game);
        var round = Round(game, Next, together);

        // Each picture sleeps in each step, so no batch is faster than one by one.
        const int Least = Count * FakeMaker.StepCount * SliceMilliseconds;
        Assert.That(round.Clock, Is.GreaterThanOrEqualTo(Least - SliceMilliseconds), $"{round}");
        Assert.That(round.First, Is.InRange((Least * together / Count) - SliceMilliseconds, round.Clock + 50), $"{round}");
        Assert.That(game.Maker.Sizes.TakeLast(Count / together), Has.All.EqualTo(together));
    }

    [Test]
    public void WhatACacheAnswersIsNoMeasure([Values] bool inPump)
    {
        using var game = Game(inPump, 1);
        var kept = Enumerable.Range(0, Count).Select(i => game.Service.Request(Request($"kept {i}"))).ToArray();
        game.UntilEnded(kept);
        var i = -1;

        Assert.That(() => Round(game, () => i++ < 0 ? Next() : Request($"kept {i - 1}"), null), Throws.TypeOf<ScumbleException>().With.Message.Contains($"{Count} were answered by a cache"));
    }

    [Test]
    public void RequestsForOneTextureAreNoMeasure()
    {
        using var game = Game(inPump: false, 1);
        var i = 0;

        Assert.That(() => Round(game, () => i++ == 0 ? Next() : Request("one"), null), Throws.TypeOf<ScumbleException>().With.Message.Contains("1 ended with a texture of their own"));
    }

    [Test]
    public void OtherBatchesThanWereMeantAreNoMeasure()
    {
        using var game = Game(inPump: false, 2);

        Assert.That(() => Round(game, Next, 4), Throws.TypeOf<ScumbleException>().With.Message.Contains("4 together; they were 2 (model)"));
    }

    [Test]
    public void AFailureIsToldAsItIs()
    {
        using var game = Game(inPump: false, 1);
        game.Maker.OnSlice = words =>
        {
            Thread.Sleep(SliceMilliseconds);
            if (words == "faulty") throw new ScumbleException("It is faulty.", "Mend it.");
        };

        var i = 0;

        Assert.That(() => Round(game, () => i++ == 2 ? Request("faulty") : Next(), null), Throws.TypeOf<ScumbleException>().With.Message.EqualTo("It is faulty."));
    }

    private static BatchRound Round(PumpedService game, Func<TextureRequest> next, int? together) => BatchRound.Of(game.Service, next, Count, together, () => Thread.Sleep(1), () => { });

    private static PumpedService Game(bool inPump, int size) => new(new ServiceOptions { BatchSize = size, GeneratesInPump = inPump }, new FakeMaker { OnSlice = _ => Thread.Sleep(SliceMilliseconds) });

    private static TextureRequest Request(string words) => PumpedService.Words(words) with { Approximate = true };

    // Within the pump none are denoised together before it is known how long a step is.
    private void Learn(PumpedService game)
    {
        for (var i = 0; i < 3; i++) Round(game, Next, null);
    }

    private TextureRequest Next() => Request($"words {_asked++}");
}
