using NUnit.Framework;
using Scumble.Benchmarks;

namespace Scumble.Tests.Benchmarks;

public sealed class TimeLeftTests
{
    private double _now;

    [Test]
    public void APartBeginsIfOneLikeTheLastWouldEndInTime()
    {
        var left = Left(30);
        Take(left, size: 1, seconds: 10);

        _now = 20;
        Assert.That(left.Begin(1), Is.True);
        _now = 20.1;
        Assert.That(left.Begin(1), Is.False);
    }

    [Test]
    public void ALargerPartTakesLongerAndASmallerOneNoLess()
    {
        var left = Left(100);
        Take(left, size: 2, seconds: 10);

        _now = 70;
        Assert.That(left.Begin(8), Is.False);
        Assert.That(left.Begin(6), Is.True);
        _now = 91;
        Assert.That(left.Begin(1), Is.False);
    }

    [Test]
    public void TheFirstPartBeginsUnlessTheTimeIsOver()
    {
        Assert.That(Left(1).Begin(4), Is.True);
        Assert.That(Left(0).Begin(1), Is.False);
        Assert.That(Left(-3).Begin(1), Is.False);
    }

    private TimeLeft Left(double seconds)
    {
        _now = 0;
        return new(TimeSpan.FromSeconds(seconds), () => TimeSpan.FromSeconds(_now));
    }

    private void Take(TimeLeft left, int size, double seconds)
    {
        Assert.That(left.Begin(size), Is.True);
        _now += seconds;
        left.End(size);
    }
}
