using NUnit.Framework;
using Scumble.Diagnostics;
using Scumble.Sampling;

namespace Scumble.Tests.Core.Sampling;

public class ScheduleTests
{
    private static readonly DiscreteDiffusion Diffusion = new();
    private static readonly RectifiedFlow Rectified = new();

    private static readonly ForwardProcess[] Processes =
    [
        Diffusion, new DiscreteDiffusion(BetaSchedule.Linear, 1e-4, 0.02), Rectified,
        new ElucidatedDiffusion(), new VarianceExploding(), new VariancePreserving(),
    ];

    public static IEnumerable<TestCaseData> Pairs() =>
        from schedule in Schedules.All
        from process in Processes
        where schedule.Supports(process)
        select new TestCaseData(schedule, process).SetArgDisplayNames(schedule.Id, process.GetType().Name);

    [TestCaseSource(nameof(Pairs))]
    public void EveryStepCountWorks(Schedule schedule, ForwardProcess process)
    {
        foreach (var steps in new[] { 1, 2, 3, 4, 7, 8, 50, 61, 999, 1000 }.Where(n => n <= schedule.MaxSteps(process)))
        {
            var sigmas = schedule.Create(process, steps);
            Assert.That(sigmas.StepCount, Is.EqualTo(steps));
            Assert.That(sigmas[steps], Is.Zero);
            if (schedule is AlignYourSteps) continue; // starts and ends where it was published to
            Assert.That(sigmas[0], Is.EqualTo(process.MaxSigma).Within(1e-9).Percent);
            Assert.That(sigmas[steps - 1], Is.GreaterThanOrEqualTo(process.MinSigma * (1 - 1e-9)));
        }
    }

    [TestCaseSource(nameof(Pairs))]
    public void ImpossibleStepCountsAreRefused(Schedule schedule, ForwardProcess process)
    {
        foreach (var steps in new[] { int.MinValue, -1, 0, schedule.MaxSteps(process) + 1, 100_000 })
            Assert.That(() => schedule.Create(process, steps), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    // Timesteps of diffusers' schedulers for Stable Diffusion 1.5.
    [TestCase(TimestepSpacing.Leading, 4, new double[] { 751, 501, 251, 1 })]
    [TestCase(TimestepSpacing.Leading, 3, new double[] { 667, 334, 1 })]
    [TestCase(TimestepSpacing.Trailing, 4, new double[] { 999, 749, 499, 249 })]
    [TestCase(TimestepSpacing.Trailing, 7, new double[] { 999, 856, 713, 570, 428, 285, 142 })]
    [TestCase(TimestepSpacing.Trailing, 16, new double[] { 999, 937, 874, 811, 749, 687, 624, 561, 499, 437, 374, 311, 249, 187, 124, 61 })]
    [TestCase(TimestepSpacing.Linspace, 4, new double[] { 999, 666, 333, 0 })]
    public void LinearVisitsTheReferencesTimesteps(TimestepSpacing spacing, int steps, double[] timesteps) => Assert.That(
        Schedules.Linear.Create(Diffusion, steps, new() { Spacing = spacing, StepsOffset = 1 }).SkipLast(1).Select(Diffusion.Timestep),
        Is.EqualTo(timesteps).Within(1e-9));

    [Test]
    public void LinspaceIsFractionalUnlessRounded()
    {
        var options = new ScheduleOptions { Spacing = TimestepSpacing.Linspace };
        Assert.That(Schedules.Linear.Create(Diffusion, 8, options)[1], Is.EqualTo(6.67801762).Within(1e-5));
        Assert.That(Diffusion.Timestep(Schedules.Linear.Create(Diffusion, 8, options with { Rounding = TimestepRounding.Nearest })[1]), Is.EqualTo(856));
    }

    [Test]
    public void KarrasIsThePapersFormula() => Assert.That(
        Schedules.Karras.Create(Diffusion, 8, new() { MinSigma = 0.0292, MaxSigma = 14.6146 }),
        Is.EqualTo(new[] { 14.6146021, 7.90348387, 4.02836943, 1.91085923, 0.82919699, 0.321302503, 0.107284255, 0.0292000193, 0 }).Within(1e-5));

    [Test]
    public void FlowIsShifted()
    {
        Assert.That(Schedules.Flow.Create(Rectified, 4), Is.EqualTo(new[] { 1, 0.75, 0.5, 0.25, 0 }));
        Assert.That(Schedules.Flow.Create(Rectified, 4, new() { Shift = 3 }), Is.EqualTo(new[] { 1, 0.9, 0.75, 0.5, 0 }).Within(1e-12));
        Assert.That(Schedules.Flow.Create(Rectified, 2, new() { Spacing = TimestepSpacing.Linspace }), Is.EqualTo(new[] { 1, 0.001, 0 }));
    }

    [Test]
    public void WhatCannotBeIsRefused()
    {
        Assert.Multiple(() =>
        {
            Assert.That(() => Schedules.Flow.Create(Diffusion, 4), Throws.ArgumentException);
            Assert.That(() => Schedules.Linear.Create(Rectified, 4), Throws.ArgumentException);
            Assert.That(() => Schedules.Get("karas"), Throws.InstanceOf<ScumbleException>().With.Property("Hint").Contains("'karras'"));
            Assert.That(() => Samplers.Get("dpm2m"), Throws.InstanceOf<ScumbleException>());
            Assert.That(() => new SigmaSchedule(1, 2, 0.5, 3), Throws.ArgumentException);
            Assert.That(() => new SigmaSchedule(1, double.NaN), Throws.ArgumentException);
            Assert.That(() => new SigmaSchedule(1, -1), Throws.ArgumentException);
            Assert.That(() => new SigmaSchedule(1), Throws.ArgumentException);
        });
    }

    [Test]
    public void TheRestOfAScheduleKeepsWhatBelongsToItsSteps()
    {
        var rest = new SigmaSchedule([4, 2, 1, 0], [900, 500, 100], [2.5, 1.5, 0.5]).From(1);
        Assert.Multiple(() =>
        {
            Assert.That(rest, Is.EqualTo(new double[] { 2, 1, 0 }));
            Assert.That(new[] { rest.Timestep(2, Diffusion), rest.Timestep(1, Diffusion) }, Is.EqualTo(new double[] { 500, 100 }));
            Assert.That(new[] { rest.Target(0), rest.Target(1) }, Is.EqualTo(new[] { 1.5, 0.5 }));
            Assert.That(() => rest.From(2), Throws.InstanceOf<ArgumentOutOfRangeException>());
        });
    }

    [Test]
    public void TimestepsAndLevelsAreInverse()
    {
        for (var t = 0; t < 1000; t++)
        {
            Assert.That(Diffusion.Timestep(Diffusion.Sigma(t)), Is.EqualTo(t));
            Assert.That(Rectified.Timestep(Rectified.Sigma(t)), Is.EqualTo(t).Within(1e-9));
        }

        Assert.That(Diffusion.Sigma(999), Is.EqualTo(14.614645).Within(1e-4));
        Assert.That((Diffusion.Timestep(1e9), Diffusion.Timestep(0)), Is.EqualTo((999.0, 0.0)));
    }
}
