using NUnit.Framework;
using Scumble.Sampling;

namespace Scumble.Tests.Core.Sampling;

public class ForwardProcessTests
{
    private static readonly ForwardProcess[] Processes =
        [new DiscreteDiffusion(), new RectifiedFlow(), new ElucidatedDiffusion(), new VarianceExploding(), new VariancePreserving(), new TrigFlow()];

    [TestCaseSource(nameof(Processes))]
    public void TimestepsAndLevelsAreInverse(ForwardProcess process)
    {
        for (var i = 0; i <= 20; i++)
        {
            var t = double.Lerp(process.Timestep(process.MinSigma), process.Timestep(process.MaxSigma), i / 20.0);
            if (process is DiscreteDiffusion) t = Math.Round(t);
            Assert.That(process.Timestep(process.Sigma(t)), Is.EqualTo(t).Within(1e-9 * Math.Max(1, Math.Abs(t))));
        }
    }

    [TestCaseSource(nameof(Processes))]
    public void TheNetworksInputHasUnitVarianceIfTheDataHasItsOwn(ForwardProcess process)
    {
        if (process is RectifiedFlow or VarianceExploding) return; // they do not scale it
        foreach (var sigma in new[] { process.MinSigma, 1, process.MaxSigma })
            Assert.That(process.InputScale(sigma) * Math.Sqrt(Math.Pow(process.Signal(sigma) * process.SigmaData, 2) + sigma * sigma), Is.EqualTo(1).Within(1e-12));
    }

    [Test]
    public void WhatNetworksAreTold()
    {
        Assert.That(new DiscreteDiffusion().ModelTime(1), Is.EqualTo(353.890299).Within(5e-3)); // k-diffusion and diffusers
        Assert.That(new DiscreteDiffusion(Betas.Create(BetaSchedule.Linear, 1e-4, 0.02, 1000)) { IsToldLogSigma = true }.ModelTime(80), Is.EqualTo(1.09550666).Within(1e-8));
        Assert.That(new ElucidatedDiffusion().ModelTime(80), Is.EqualTo(1.09550666).Within(1e-8));
        Assert.That(new ElucidatedDiffusion(timePerLogSigma: 250).ModelTime(80), Is.EqualTo(1095.50666).Within(1e-5));
        Assert.That(new RectifiedFlow().ModelTime(0.25), Is.EqualTo(250));
        Assert.That(new RectifiedFlow { IsTimeInverted = true }.ModelTime(0.25), Is.EqualTo(750));
        Assert.That(new VarianceExploding().ModelTime(3), Is.EqualTo(3));
        Assert.That(new VariancePreserving().ModelTime(new VariancePreserving().Sigma(0.25)), Is.EqualTo(0.25).Within(1e-12));
    }

    [Test]
    public void TheEndsArePublished()
    {
        Assert.That(new VarianceExploding().MaxSigma, Is.EqualTo(1348));
        Assert.That((new VarianceExploding().MinSigma, new VarianceExploding().Sigma(1e-5)), Is.EqualTo((0.01, 0.0100011807)).Using<double>((a, b) => Math.Abs(a - b) < 1e-9 ? 0 : 1));
        Assert.That(new VariancePreserving().MaxSigma, Is.EqualTo(152.166977).Within(1e-5));
        Assert.That(new VariancePreserving().Beta(0.5), Is.EqualTo(10.05).Within(1e-12));
        Assert.That(new DiscreteDiffusion().SignalToNoise(14.614645), Is.EqualTo(0.00468191318).Within(1e-7));
    }

    [Test]
    public void ImpossibleProcessesAreRefused()
    {
        Assert.Multiple(() =>
        {
            Assert.That(() => new ElucidatedDiffusion(0, 80), Throws.InstanceOf<ArgumentOutOfRangeException>());
            Assert.That(() => new ElucidatedDiffusion(2, 1), Throws.InstanceOf<ArgumentOutOfRangeException>());
            Assert.That(() => new ElucidatedDiffusion(sigmaData: double.NaN), Throws.InstanceOf<ArgumentOutOfRangeException>());
            Assert.That(() => new VarianceExploding(1, 1), Throws.InstanceOf<ArgumentOutOfRangeException>());
            Assert.That(() => new VarianceExploding(minTime: 0), Throws.InstanceOf<ArgumentOutOfRangeException>());
            Assert.That(() => new VariancePreserving(20, 0.1), Throws.InstanceOf<ArgumentOutOfRangeException>());
            Assert.That(() => new RectifiedFlow(1), Throws.InstanceOf<ArgumentOutOfRangeException>());
        });
    }
}
