using NUnit.Framework;
using Scumble.Sampling;
using Scumble.Tensors;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Core.Sampling.Guidance;

public class GuidanceScheduleTests
{
    private static readonly CpuTensorOps Ops = new();
    private static readonly SigmaSchedule Sigmas = new(8, 4, 2, 1, 0);

    [Test]
    public void EachStepHasItsScaleDownToTheNextLevel()
    {
        var schedule = new GuidanceSchedule(Sigmas, 7, 5, 3, 2);
        Assert.That(new[] { 9, 8, 4.1, 4, 2, 1.5, 1, 0.5 }.Select(sigma => schedule[sigma]), Is.EqualTo(new double[] { 7, 7, 7, 5, 3, 3, 2, 2 }));
    }

    [Test]
    public void ShapesAreThoseOfTheFormulas()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Scales(GuidanceSchedule.Constant(4)), Is.EqualTo(new double[] { 4, 4, 4, 4 }));
            Assert.That(Scales(GuidanceSchedule.Between(Sigmas, 1, 7, GuidanceCurve.Linear)), Is.EqualTo(new double[] { 1, 3, 5, 7 }).Within(1e-12));
            Assert.That(Scales(GuidanceSchedule.Between(Sigmas, 1, 9, GuidanceCurve.Cosine)), Is.EqualTo(new double[] { 1, 3, 7, 9 }).Within(1e-12));
            Assert.That(GuidanceSchedule.Between(new(1, 0), 2, 9, GuidanceCurve.Cosine)[1], Is.EqualTo(2));
        });
    }

    [TestCase(0.99, 1)]
    [TestCase(1, 1)]
    [TestCase(1.01, 5)]
    [TestCase(4, 5)]
    [TestCase(4.01, 1)]
    public void OutsideTheIntervalTheScaleIsOne(double sigma, double scale)
    {
        using var buffers = new DenoiserBuffers(Ops, new(1, 1));
        var guidance = new ClassifierFreeGuidance(buffers, new LinearHalves(1, 2), GuidanceSchedule.Constant(5), new(1, 4));
        using CpuTensor<float> input = new(new(1, 1), [1]), output = new(new(1, 1));
        guidance.Predict(input, DenoiseCall.At(new DiscreteDiffusion(), sigma), output);
        Assert.That(output.Span[0], Is.EqualTo(1 + scale));
    }

    [Test]
    public void WhatDoesNotFitIsRefused()
    {
        Assert.That(() => new GuidanceSchedule(Sigmas, 1, 2, 3), Throws.ArgumentException);
        Assert.That(() => new GuidanceSchedule(Sigmas, 1, 2, 3, double.NaN), Throws.ArgumentException);
        Assert.That(() => GuidanceSchedule.Constant(double.NaN), Throws.ArgumentException);
    }

    [Test]
    public void StepsOutsideTheIntervalCostHalf()
    {
        var process = new DiscreteDiffusion();
        var sigmas = Schedules.Karras.Create(process, 10);
        var shape = new TensorShape(1, 16);
        var (both, conditional) = (new LinearHalves(0.1f, 0.2f), new LinearHalves(0.2f, 0.2f));
        using var buffers = new DenoiserBuffers(Ops, shape);
        using var latent = new CpuTensor<float>(shape);
        PredictionDenoiser Guided(GuidanceInterval? interval) => new(
            buffers, new ClassifierFreeGuidance(buffers, both, GuidanceSchedule.Constant(5), interval, conditional: conditional), process, Prediction.Epsilon);
        var input = new SamplerInput { Ops = Ops, Denoiser = Guided(null), Sigmas = sigmas, Latent = latent };
        foreach (var _ in Run(input)) { }
        Assert.That(both.Elements + conditional.Elements, Is.EqualTo(10 * 32));

        // Levels 2 to 4 of the ten.
        var before = both.Elements + conditional.Elements;
        var within = input with { Denoiser = Guided(new(sigmas[5], sigmas[2])) };
        foreach (var _ in Run(within)) { }
        Assert.That(both.Elements + conditional.Elements - before, Is.EqualTo(3 * 32 + 7 * 16));
        Assert.That(Allocated.BySteps(() => Run(within), 1, sigmas.StepCount - 1), Is.Zero);
    }

    private static IEnumerable<double> Scales(GuidanceSchedule schedule) => Sigmas.SkipLast(1).Select(sigma => schedule[sigma]);

    private static IEnumerable<SamplerStep> Run(SamplerInput input)
    {
        Ops.Noise.Fill(input.Latent, input.Sigmas[0], 1, NoiseStreams.Initial);
        return Samplers.Euler.Run(input);
    }
}
