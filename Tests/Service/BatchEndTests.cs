using NUnit.Framework;
using Scumble.Diagnostics;
using Scumble.Service;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Service;

/// <summary>Requests that are denoised together, some of which are given up or fail, or whose device is lost.</summary>
public class BatchEndTests
{
    [Test]
    public void CancellingOneHarmsNoOther([Values] bool inPump, [Values(0, 1)] int which)
    {
        TextureHandle[] handles = [];
        var slices = 0;
        using var game = new HeldService(inPump, onSlice: _ => { if (Interlocked.Increment(ref slices) == 3) handles[which].Cancel(); });
        handles = [game.Ask("a"), game.Ask("b"), game.Ask("c"), game.Ask("d")];
        game.Open(handles);
        Assert.That(game.Sizes, Is.EqualTo(new[] { 4 }));
        Assert.That(handles.Select(handle => handle.State), Is.EqualTo(Enumerable.Range(0, 4).Select(i => i == which ? HandleState.Cancelled : HandleState.Ready)));
        Assert.That(game.Pumped.Maker.Runs.Keys.Except(["first"]), Is.EquivalentTo(handles.Where((_, i) => i != which).Select(handle => handle.Request.Texture!.Prompt)), "it was not made");
        game.RequireOwn(handles.Where((_, i) => i != which));
        var again = game.Ask(handles[which].Request.Texture!.Prompt);
        game.Pumped.UntilEnded(again);
        game.RequireOwn([again]);
    }

    [Test]
    public void WhenAllAreCancelledTheRunEnds([Values] bool inPump)
    {
        TextureHandle[] handles = [];
        using var game = new HeldService(inPump, onSlice: _ => { foreach (var handle in handles) handle.Cancel(); });
        handles = [game.Ask("a"), game.Ask("b")];
        game.Open(handles);
        handles = [];
        var next = game.Ask("next");
        game.Pumped.UntilEnded(next);
        Assert.That((next.State, game.Pumped.Maker.Runs.Keys), Is.EqualTo((HandleState.Ready, new[] { "first", "next" })));
        Assert.That((game.Pumped.Service.Statistics.Waiting, game.Pumped.Service.Statistics.IsBusy), Is.EqualTo((0, false)));
    }

    [Test]
    public void WhatFailsTogetherIsMadeAloneAndOnlyTheFaultyFails([Values] bool inPump)
    {
        using var game = new HeldService(inPump, onSlice: words => { if (words == "bad") throw new ScumbleException("The prompt is broken.", "Mend it."); });
        TextureHandle[] handles = [game.Ask("a"), game.Ask("bad"), game.Ask("c"), game.Ask("d")];
        game.Open(handles);
        Assert.That(game.Sizes, Is.EqualTo(new[] { 4, 1, 1, 1, 1 }));
        Assert.That(handles.Select(handle => handle.State), Is.EqualTo(new[] { HandleState.Ready, HandleState.Failed, HandleState.Ready, HandleState.Ready }));
        Assert.That(handles[1].Error!.Message, Is.EqualTo("The prompt is broken."));
        Assert.That(game.Pumped.Notices, Has.Count.EqualTo(1).And.All.Contains("4 textures could not be denoised together"));
        Assert.That(game.Pumped.Service.Statistics.Failed, Is.EqualTo(1));
        game.RequireOwn(handles.Where(handle => handle.State == HandleState.Ready));
    }

    [Test]
    public void WithoutMemoryForABatchEachIsMadeAloneAndLaterOnesAreSmaller()
    {
        var slices = 0;
        using var game = new HeldService(inPump: false, onSlice: _ =>
        {
            if (Interlocked.Increment(ref slices) == 2) throw FakeMaker.OutOfMemory();
            Thread.Sleep(2); // so that later ones wait
        });
        TextureHandle[] handles = [game.Ask("a"), game.Ask("b"), game.Ask("c"), game.Ask("d")];
        game.Open(handles);
        Assert.That((game.Sizes, game.Pumped.Maker.Released), Is.EqualTo((new[] { 4, 1, 1, 1, 1 }, 1)));
        game.RequireOwn(handles);
        TextureHandle[] later = [.. Enumerable.Range(0, 16).Select(i => game.Ask($"{i}"))];
        game.Pumped.UntilEnded(later);
        Assert.That(game.Sizes.Skip(5).Max(), Is.EqualTo(2));
    }

    [Test]
    public void ALostDeviceBringsAllOfABatchBack([Values] bool inPump)
    {
        var slices = 0;
        HeldService? game = null;
        using (game = new HeldService(inPump, onSlice: _ => { if (Interlocked.Increment(ref slices) == 3) game!.Pumped.Store.Lose(); }))
        {
            TextureHandle[] handles = [game.Ask("a"), game.Ask("b")];
            game.Unlock();
            game.Pumped.Until(() => game.Pumped.Store.IsLost);
            for (var i = 0; i < 5; i++) game.Pumped.Service.Pump(TimeSpan.FromMilliseconds(5));
            game.Pumped.Service.Attach(game.Pumped.Store = new FakeStore());
            game.Pumped.UntilEnded(handles);
            game.RequireOwn(handles);
            Assert.That(game.Pumped.Notices, Is.Empty, "a lost device is nothing that a batch did");
        }
    }
}
