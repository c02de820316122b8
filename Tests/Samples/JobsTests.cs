using NUnit.Framework;
using SceneToConcept;
using Scumble.Diagnostics;

namespace Scumble.Tests.Samples;

public class JobsTests
{
    [Test]
    public void AJobsChangeIsTakenOnce()
    {
        using var jobs = new Jobs<int>();
        Assert.That(jobs.Start("add", (_, _) => Task.FromResult(new JobResult<int>(now => now + 1, "add", "Added."))));
        var result = Await(jobs);
        Assert.That((result.Change!(4), result.Message, result.IsError, jobs.IsBusy, jobs.Take()), Is.EqualTo((5, "Added.", false, false, (JobResult<int>?)null)));
    }

    [Test]
    public void OneRunsAtATimeAndSaysHowFarItIs()
    {
        using var jobs = new Jobs<int>();
        using var go = new SemaphoreSlim(0);
        using var told = new SemaphoreSlim(0);
        jobs.Start("first", async (report, stop) =>
        {
            await go.WaitAsync(stop);
            report("half");
            told.Release();
            await go.WaitAsync(stop);
            return new(null, "first", "Done.");
        });
        Assert.That((jobs.Progress, jobs.Take(), jobs.Start("second", (_, _) => throw new InvalidOperationException())), Is.EqualTo(("first", (JobResult<int>?)null, false)));
        go.Release();
        told.Wait();
        Assert.That(jobs.Progress, Is.EqualTo("half"));
        go.Release();
        Assert.That((Await(jobs).Message, jobs.Progress), Is.EqualTo(("Done.", "")));
    }

    [Test]
    public void AJobThatIsStoppedChangesNothing()
    {
        using var jobs = new Jobs<int>();
        jobs.Start("long", async (_, stop) =>
        {
            await Task.Delay(Timeout.Infinite, stop);
            return new(now => now, "long", "");
        });
        jobs.Stop();
        Assert.That(jobs.Progress, Is.EqualTo("stopping"));
        var result = Await(jobs);
        Assert.That((result.Change, result.Message, result.IsError), Is.EqualTo(((Func<int, int>?)null, "Stopped.", true)));
    }

    [Test]
    public void WhatFailsSaysSo()
    {
        using var jobs = new Jobs<int>();
        jobs.Start("load", (_, _) => throw new ScumbleException("It is broken.", "Mend it."));
        var known = Await(jobs);
        jobs.Start("load", (_, _) => throw new InvalidDataException("17"));
        var unknown = Await(jobs);
        Assert.That((known.Message, known.IsError, unknown.Message, unknown.IsError), Is.EqualTo(("It is broken. Mend it.", true, "load: 17", true)));
    }

    private static JobResult<int> Await(Jobs<int> jobs)
    {
        JobResult<int>? result = null;
        Assert.That(() => (result = jobs.Take()) is not null, Is.True.After(10000, 5));
        return result!;
    }
}
