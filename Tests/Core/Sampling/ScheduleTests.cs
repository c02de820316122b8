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
        new ElucidatedDiffusion(), new VarianceExploding(), new VariancePreserving(), new TrigFlow(),
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
    public void AlignedStepsArePublishedAndInterpolated()
    {
        var video = new ElucidatedDiffusion(0.002, 700, sigmaData: 1);
        Assert.That(Schedules.AlignYourSteps.Create(Diffusion, 10), Is.EqualTo(
            new[] { 14.615, 6.475, 3.861, 2.697, 1.886, 1.396, 0.963, 0.652, 0.399, 0.152, 0 }).Within(1e-12));
        Assert.That(Schedules.AlignYourStepsXL.Create(Diffusion, 20)[1], Is.EqualTo(Math.Sqrt(14.615 * 6.315)).Within(1e-12));
        Assert.That(Schedules.AlignYourStepsVideo.Create(video, 5), Is.EqualTo(new[] { 700, 15.886, 4.248, 0.981, 0.173, 0 }).Within(1e-9));
        Assert.That(Schedules.AlignYourStepsVideo.Supports(Diffusion), Is.False);
    }

    // As a constructor of the noise levels, k-diffusion's own numbers.
    [Test]
    public void ExponentialsAreEvenInLogSigma()
    {
        var process = new ElucidatedDiffusion(0.02, 14.6);
        Assert.That(Schedules.Exponential.Create(process, 5), Is.EqualTo(new[] { 14.6, 2.80880857, 0.540370166, 0.103958659, 0.02, 0 }).Within(1e-6));
        Assert.That(Schedules.Polyexponential.Create(process, 5), Is.EqualTo(Schedules.Exponential.Create(process, 5)).Within(1e-12));
        Assert.That(Schedules.Polyexponential.Create(process, 5, new() { Rho = 2 })[1], Is.EqualTo(0.815922916).Within(1e-6));
        Assert.That(Schedules.Lu.Create(process, 5), Is.EqualTo(Schedules.Exponential.Create(process, 5)).Within(1e-12));
    }

    [Test]
    public void AFlowCanBeStretchedToATerminalLevel()
    {
        var stretched = Schedules.Flow.Create(Rectified, 4, new() { Shift = 2, TerminalSigma = 0.02 });
        Assert.That((stretched[0], stretched[3], stretched[4]), Is.EqualTo((1.0, 0.02, 0.0)).Using<double>((a, b) => Math.Abs(a - b) < 1e-12 ? 0 : 1));
        Assert.That(Schedules.Flow.Create(Rectified, 1, new() { TerminalSigma = 0.02 }), Is.EqualTo(new[] { 1.0, 0 }));
        Assert.That(() => Schedules.Flow.Create(Rectified, 4, new() { TerminalSigma = 1 }), Throws.ArgumentException);
    }

    [Test]
    public void TheShiftOfAFlowFollowsFromThePicture()
    {
        var shift = new FlowShift();
        Assert.That((shift.Mu(256), shift.Mu(4096)), Is.EqualTo((0.5, 1.15)));
        Assert.That((shift.Of(0.63), (shift with { IsExponential = false }).Of(2.5)), Is.EqualTo((Math.Exp(0.63), 2.5)));
        Assert.That(FlowShift.Apply(shift.Of(1.15), 0.5), Is.EqualTo(1 / (1 + Math.Exp(-1.15))).Within(1e-15));
    }

    [Test]
    public void GivenTimestepsAndLevelsAreVisited()
    {
        Assert.That(Schedules.Linear.Create(Diffusion, 3, new() { Timesteps = [999, 500.5, 10] }).Timesteps, Is.EqualTo(new[] { 999, 500.5, 10 }));
        Assert.That(Schedules.Linear.Create(Diffusion, 2, new() { Sigmas = [9, 1], FinalSigma = 0.5 }), Is.EqualTo(new[] { 9, 1, 0.5 }));
        Assert.That(() => Schedules.Linear.Create(Diffusion, 4, new() { Timesteps = [999, 1] }), Throws.ArgumentException);
        Assert.That(() => Schedules.Linear.Create(Diffusion, 2, new() { Timesteps = [1, 999] }), Throws.ArgumentException);
        Assert.That(() => Schedules.Linear.Create(Diffusion, 2, new() { Timesteps = [1000, 1] }), Throws.ArgumentException);
        Assert.That(() => Schedules.Karras.Create(Diffusion, 2, new() { Timesteps = [999, 1] }), Throws.ArgumentException);
        Assert.That(() => Schedules.Flow.Create(Rectified, 2, new() { Sigmas = [0.2, 0.5] }), Throws.ArgumentException);
    }

    [Test]
    public void ARunMayStopAtItsLastLevel()
    {
        Assert.That(Schedules.Karras.Create(Diffusion, 4, new() { StopsAtLastVisited = true })[4], Is.EqualTo(Diffusion.MinSigma).Within(1e-12));
        Assert.That(Schedules.Karras.Create(Diffusion, 4, new() { FinalSigma = 0.01 })[4], Is.EqualTo(0.01));
        Assert.That(() => Schedules.Karras.Create(Diffusion, 4, new() { MinSigma = 3, MaxSigma = 2 }), Throws.ArgumentException);
        Assert.That(() => Schedules.Karras.Create(Diffusion, 4, new() { Rho = 0 }), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => Schedules.Lcm.Create(Diffusion, 4, new() { Strength = 0 }), Throws.InstanceOf<ArgumentException>());
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
    public void TimestepsBeyondTheTrainedOnesAreClamped() =>
        Assert.That((Diffusion.Timestep(1e9), Diffusion.Timestep(0), Diffusion.Sigma(1000)), Is.EqualTo((999.0, 0.0, Diffusion.MaxSigma)));
}
