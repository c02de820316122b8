using NUnit.Framework;
using Scumble.Sampling;

namespace Scumble.Tests.Core.Sampling;

public class SigmaScheduleTests
{
    private static readonly RectifiedFlow Process = new();

    [Test]
    public void LevelsMayRepeatAndAscend()
    {
        Assert.That(new SigmaSchedule(3, 3, 1, 1).StepCount, Is.EqualTo(3));
        Assert.That(new SigmaSchedule(0, 1, 1, 3)[3], Is.EqualTo(3));
    }

    [TestCase(1.0)]
    [TestCase(1.0, 2.0, 1.5, 3.0)]
    [TestCase(3.0, 1.0, 2.0, 0.0)]
    [TestCase(1.0, -1.0)]
    [TestCase(1.0, double.NaN)]
    [TestCase(double.PositiveInfinity, 1.0)]
    public void OtherLevelsAreRefused(params double[] sigmas) => Assert.That(() => new SigmaSchedule(sigmas), Throws.ArgumentException);

    [Test]
    public void StepsEndAtTheNextLevelOrWhereTheyAreTold()
    {
        Assert.That(new SigmaSchedule(1, 0.5, 0).Target(0), Is.EqualTo(0.5));
        Assert.That(new SigmaSchedule([1, 0.5, 0], null, [0.4, 0.1]).Target(1), Is.EqualTo(0.1));
        Assert.That(() => new SigmaSchedule([1, 0.5, 0], null, [0.4]), Throws.ArgumentException);
        Assert.That(() => new SigmaSchedule([1, 0.5, 0], null, [0.4, -0.1]), Throws.ArgumentException);
    }

    [Test]
    public void TimestepsAreTheGivenOnesAndTheFirstOfARepeatedLevel()
    {
        var sigmas = new SigmaSchedule([1, 0.5, 0], [999, 500]);
        Assert.That(new[] { 0, 1, 2 }.Select(i => sigmas.Timestep(i, Process)), Is.EqualTo(new[] { 999.0, 500, 0 }));
        Assert.That(new SigmaSchedule([1, 0.5, 0.5, 0.2, 0.2], [999, 500, 499, 300]) is var repeated ? Enumerable.Range(0, 5).Select(i => repeated.Timestep(i, Process)) : [],
            Is.EqualTo(new[] { 999.0, 500, 500, 300, 300 }));
        Assert.That(new SigmaSchedule(1, 0.5, 0).Timestep(1, Process), Is.EqualTo(500));
        Assert.That(() => new SigmaSchedule([1, 0.5, 0], [999]), Throws.ArgumentException);
        Assert.That(() => new SigmaSchedule([1, 0.5, 0], [999, double.NaN]), Throws.ArgumentException);
    }

    [Test]
    public void APartKnowsTheWholeSchedule()
    {
        var part = new SigmaSchedule(4, 3, 2, 1, 0).From(1).Until(2);
        Assert.That((part.WholeStepCount, part.StepsBefore, part.StepsLeft(0), part.StepsLeft(1)), Is.EqualTo((4, 1, 3, 2)));
    }

    [Test]
    public void TheRestOfAScheduleKeepsWhatBelongsToItsSteps()
    {
        var rest = new SigmaSchedule([4, 2, 1, 0], [900, 500, 100], [2.5, 1.5, 0.5]).From(1);
        Assert.Multiple(() =>
        {
            Assert.That(rest, Is.EqualTo(new double[] { 2, 1, 0 }));
            Assert.That(new[] { rest.Timestep(0, Process), rest.Timestep(1, Process) }, Is.EqualTo(new double[] { 500, 100 }));
            Assert.That(new[] { rest.Target(0), rest.Target(1) }, Is.EqualTo(new[] { 1.5, 0.5 }));
            Assert.That(() => rest.From(2), Throws.InstanceOf<ArgumentOutOfRangeException>());
        });
    }
}
