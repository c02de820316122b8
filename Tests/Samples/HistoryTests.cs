using NUnit.Framework;
using SceneToConcept;

namespace Scumble.Tests.Samples;

public class HistoryTests
{
    [Test]
    public void WhatWasDoneIsUndoneAndDoneAgain()
    {
        var history = new History<int>(0, 10);
        history.Do(1, "one");
        history.Do(2, "two");
        Assert.That((history.Last, history.Undo(), history.Now), Is.EqualTo(("two", "two", 1)));
        Assert.That((history.Undo(), history.Now), Is.EqualTo(("one", 0)));
        Assert.That((history.Undo(), history.Now), Is.EqualTo(((string?)null, 0)));
        Assert.That((history.Redo(), history.Now), Is.EqualTo(("one", 1)));
        Assert.That((history.Redo(), history.Now), Is.EqualTo(("two", 2)));
        Assert.That(history.Redo(), Is.Null);
    }

    [Test]
    public void ANewStepForgetsWhatWasUndone()
    {
        var history = new History<int>(0, 10);
        history.Do(1, "one");
        history.Undo();
        history.Do(5, "five");
        Assert.That((history.Redo(), history.Now, history.Undo(), history.Now), Is.EqualTo(((string?)null, 5, "five", 0)));
    }

    [Test]
    public void OnlySoManyStepsAreKept()
    {
        var history = new History<int>(0, 3);
        for (var i = 1; i <= 9; i++) history.Do(i, $"{i}");
        while (history.Undo() is not null)
        {
        }
        Assert.That(history.Now, Is.EqualTo(6));
    }
}
