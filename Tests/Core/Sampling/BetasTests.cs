using NUnit.Framework;
using Scumble.Sampling;

namespace Scumble.Tests.Core.Sampling;

public class BetasTests
{
    [Test]
    public void EveryShapeGrowsWithinItsRange([Values] BetaSchedule schedule)
    {
        var betas = Betas.Create(schedule, 1e-4, 0.02, 1000);
        Assert.That(betas, Has.Length.EqualTo(1000).And.All.InRange(double.Epsilon, 0.999));
        Assert.That(Betas.SignalPowers(betas), Is.Ordered.Descending.And.All.InRange(0.0, 1.0));
        if (schedule is BetaSchedule.Linear or BetaSchedule.ScaledLinear)
            Assert.That((betas[0], betas[^1]), Is.EqualTo((1e-4, 0.02)).Using<double>((a, b) => Math.Abs(a - b) < 1e-15 ? 0 : 1));
    }

    // Nichol and Dhariwal 2021: abar follows the cosine until beta is capped.
    [Test]
    public void TheSignalOfASquaredCosineFollowsIt()
    {
        var powers = Betas.SignalPowers(Betas.Create(BetaSchedule.SquaredCosine, 1e-4, 0.02, 1000));
        foreach (var t in new[] { 0, 10, 500, 900 })
            Assert.That(powers[t], Is.EqualTo(Math.Pow(Math.Cos(((t + 1) / 1000.0 + 0.008) / 1.008 * Math.PI / 2) / Math.Cos(0.008 / 1.008 * Math.PI / 2), 2)).Within(1e-12));
    }

    // diffusers' alphas_cumprod of 1000 timesteps, to the last bit of its float32.
    [TestCase(0, 0.999958694f)]
    [TestCase(10, 0.999278843f)]
    [TestCase(500, 0.492285043f)]
    [TestCase(900, 0.0236161072f)]
    [TestCase(999, 2.42873499e-09f)]
    public void InSinglePrecisionTheSignalIsTheReferences(int t, float power) =>
        Assert.That(Betas.SignalPowers(Betas.Create(BetaSchedule.SquaredCosine, 1e-4, 0.02, 1000), inSinglePrecision: true)[t], Is.EqualTo((double)power));

    [Test]
    public void ZeroTerminalSnrKeepsTheFirstAndEndsInNoise()
    {
        var betas = Betas.Create(BetaSchedule.ScaledLinear, 0.00085, 0.012, 1000);
        var rescaled = Betas.ToZeroTerminalSnr(betas);
        Assert.That(rescaled[0], Is.EqualTo(betas[0]).Within(1e-12));
        Assert.That(rescaled[^1], Is.EqualTo(1));
        Assert.That(Betas.SignalPowers(rescaled)[^1], Is.Zero);
    }

    [Test]
    public void WhatIsNoVarianceIsRefused()
    {
        Assert.That(() => Betas.Create(BetaSchedule.Linear, 0, 0.02, 1000), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => Betas.Create(BetaSchedule.Linear, 0.02, 0.01, 1000), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => Betas.Create(BetaSchedule.Linear, 0.01, 0.02, 1), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => Betas.Create((BetaSchedule)99, 0.01, 0.02, 10), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => new DiscreteDiffusion([0.1, 1, 0.1]), Throws.ArgumentException.With.Message.Contains("beta 1"));
        Assert.That(() => new DiscreteDiffusion([0.1, double.NaN]), Throws.ArgumentException);
    }
}
