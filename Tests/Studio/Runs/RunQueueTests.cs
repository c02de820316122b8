using NUnit.Framework;
using Scumble.Diagnostics;
using Scumble.Studio;

namespace Scumble.Tests.Studio;

public class RunQueueTests
{
    private string _folder = "";
    private RunStore _store = null!;
    private RunQueue _queue = null!;

    [SetUp]
    public void Make()
    {
        _folder = Directory.CreateTempSubdirectory("scumble-queue-").FullName;
        _store = new RunStore(new ProjectFolder(_folder), new RunFeed());
        _queue = new RunQueue(_store);
    }

    [TearDown]
    public async Task Delete()
    {
        await _queue.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Test]
    public async Task RunsGoInTheirOrderAndAFaultStopsNoOther()
    {
        var order = new List<string>();
        var failing = _queue.Add(First("failing"), new Work(_ => throw new ScumbleException("broken", "mend it")));
        var first = _queue.Add(First("first"), new Work(_ => Told("first")));
        var second = _queue.Add(First("second"), new Work(_ => Told("second")));
        await Over(second);
        Assert.Multiple(() =>
        {
            Assert.That(order, Is.EqualTo(new[] { "first", "second" }));
            Assert.That(_store.Find(failing.Id).Now, Has.Property("State").EqualTo(RunState.Failed).And.Property("Fault").EqualTo(new RunFault("broken", "mend it")));
            Assert.That(_store.Find(first.Id).Now.State, Is.EqualTo(RunState.Done));
        });

        Task Told(string name)
        {
            order.Add(name);
            return Task.CompletedTask;
        }
    }

    [Test]
    public async Task OfASlotTheNewestWins()
    {
        var started = new TaskCompletionSource();
        var working = _queue.Add(First("working", "live"), new Work(async cancellation =>
        {
            started.SetResult();
            await Task.Delay(Timeout.Infinite, cancellation);
        }));
        await started.Task;
        var dropped = Enumerable.Range(0, 20).Select(i => _queue.Add(First($"dropped {i}", "live"), new Work(_ => Task.CompletedTask))).ToArray()[..^1];
        var other = _queue.Add(First("other", "another"), new Work(_ => Task.CompletedTask));
        var newest = _queue.Add(First("newest", "live"), new Work(_ => Task.CompletedTask));
        await Over(newest);
        Assert.Multiple(() =>
        {
            // What was replaced is no run any more.
            Assert.That(() => _store.List(null, 100, false).Count, Is.EqualTo(2).After(5000, 20));
            foreach (var run in dropped.Append(working)) Assert.That(() => _store.Find(run.Id), Throws.TypeOf<NotFoundException>());
            Assert.That(_store.Find(other.Id).Now.State, Is.EqualTo(RunState.Done));
        });
    }

    [Test]
    public async Task ARunIsCancelledWhetherItWaitsOrWorks()
    {
        var started = new TaskCompletionSource();
        var working = _queue.Add(First("working"), new Work(async cancellation =>
        {
            started.SetResult();
            await Task.Delay(Timeout.Infinite, cancellation);
        }));
        var waiting = _queue.Add(First("waiting"), new Work(_ => throw new InvalidOperationException("It ran.")));
        await started.Task;
        Assert.That(_queue.Cancel(waiting.Id).State, Is.EqualTo(RunState.Cancelled));
        _queue.Cancel(working.Id);
        await Over(working);
        Assert.That(_store.Find(working.Id).Now.State, Is.EqualTo(RunState.Cancelled));
    }

    [Test]
    public async Task WhatWaitsIsBounded()
    {
        var started = new TaskCompletionSource();
        var release = new TaskCompletionSource();
        _queue.Add(First("working"), new Work(_ =>
        {
            started.SetResult();
            return release.Task;
        }));
        await started.Task;
        for (var i = 0; i < RunQueue.MaxWaiting; i++) _queue.Add(First($"{i}"), new Work(_ => Task.CompletedTask));
        Assert.That(() => _queue.Add(First("one too many"), new Work(_ => Task.CompletedTask)), Throws.TypeOf<QueueFullException>());
        release.SetResult();
    }

    private static RunSnapshot First(string title, string? slot = null) =>
        new() { Id = RunId.Create(), Kind = RunKind.Generate, Title = title, Created = DateTimeOffset.UtcNow, Slot = slot, Items = [new RunItem { Index = 0 }] };

    private Task Over(RunSnapshot run) => _store.Find(run.Id).Over(_ => { }).WaitAsync(TimeSpan.FromSeconds(20));

    private sealed class Work(Func<CancellationToken, Task> work) : IRunWork
    {
        public Task ExecuteAsync(Run run, CancellationToken cancellation) => work(cancellation);
    }
}
