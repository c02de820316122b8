using NUnit.Framework;
using Scumble.Sampling;
using Scumble.Tensors;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Core.Sampling;

public class SamplerTests
{
    private static readonly CpuTensorOps Ops = new();
    private static readonly DiscreteDiffusion Process = new();

    // As many as the timesteps of the reference's scheduler, which repeats some: 2 n - 1 for Heun and DPM2, whose last step has one call;
    // n + 1 for PLMS; four for each of PNDM's first three steps.
    [TestCase("euler", 6, ExpectedResult = 6)]
    [TestCase("heun", 6, ExpectedResult = 11)]
    [TestCase("heun", 1, ExpectedResult = 1)]
    [TestCase("dpm_2", 6, ExpectedResult = 11)]
    [TestCase("plms", 6, ExpectedResult = 7)]
    [TestCase("plms", 1, ExpectedResult = 1)]
    [TestCase("pndm", 6, ExpectedResult = 15)]
    [TestCase("dpm_adaptive", 6, ExpectedResult = null)]
    public int? EveryCallCounts(string sampler, int steps) =>
        Samplers.Get(sampler).CountCalls(Process, Schedules.Linear.Create(Process, steps));

    [Test]
    public void OptionsCountToo()
    {
        var sigmas = new SigmaSchedule(10, 5, 1, 0);
        Assert.That(Samplers.PredictorCorrector.CountCalls(Process, sigmas, new() { CorrectorSteps = 3 }), Is.EqualTo(12));
        Assert.That(Samplers.AnnealedLangevin.CountCalls(Process, sigmas, new() { CorrectorSteps = 3 }), Is.EqualTo(7));

        // From nearly nothing but noise, all of the next level is fresh noise: there is no level below to go to.
        Assert.That(Samplers.Dpm2Ancestral.CountCalls(Process, new(1e9, 1, 0.5)), Is.EqualTo(3));
        Assert.That(Samplers.Dpm2Ancestral.CountCalls(Process, new(1e9, 1, 0.5), new() { Eta = 0 }), Is.EqualTo(4));
    }

    [Test]
    public void TheNetworkIsToldTheSchedulesTimestepsAtItsLevelsOnly()
    {
        SigmaSchedule sigmas = new([10, 5, 2, 1], [900, 800, 700]);
        var calls = Calls(Samplers.Heun, sigmas);
        Assert.That(calls.Select(call => call.Sigma), Is.EqualTo(new double[] { 10, 5, 5, 2, 2, 1 }));
        Assert.That(calls.Select(call => call.Timestep), Is.EqualTo(new[] { 900, 800, 800, 700, 700, Process.Timestep(1) }));
        Assert.That(calls.Select(call => call.NextTimestep), Is.EqualTo(new[] { 800, 800, 700, 700, Process.Timestep(1), Process.Timestep(1) }));
        Assert.That(Calls(Samplers.Dpm2, sigmas)[1].Timestep, Is.EqualTo(Process.Timestep(Math.Sqrt(50))));

        // Churn asks above the level.
        var churned = Calls(Samplers.Euler, sigmas, new() { Churn = 0.6, ChurnMin = 3, ChurnMax = 7 });
        Assert.That(churned.Select(call => call.Timestep), Is.EqualTo(new[] { 900, Process.Timestep(6), 700 }).Within(1e-9));
    }

    [Test]
    public void ARepeatedLevelKeepsItsFirstTimestepAndItsSteps()
    {
        SigmaSchedule sigmas = new([10, 10, 5, 5, 1], [900, 850, 800, 750]);
        var calls = Calls(Samplers.Heun, sigmas);
        Assert.That(calls.Select(call => call.Timestep), Is.EqualTo(new[] { 900, 800, 800, Process.Timestep(1) }));
        Assert.That(calls.Select(call => call.StepIndex), Is.EqualTo(new[] { 1, 1, 3, 3 }));
        Assert.That(calls, Has.All.Matches<DenoiseCall>(call => call is { StepCount: 4, CallCount: 4 }));

        using var latent = new CpuTensor<double>(new(4, 2));
        var steps = Samplers.Heun.Run(Input(MixtureDenoiser.TwoModes(Process, 2), sigmas, latent)).ToArray();
        Assert.That(steps.Select(step => (step.StepIndex, step.Sigma)), Is.EqualTo(new[] { (0, 5.0), (1, 5), (2, 5), (3, 1) }));
    }

    [Test]
    public void TheFirstPartOfARunCountsTheWhole()
    {
        SigmaSchedule sigmas = new(10, 5, 2, 1, 0);
        var recorder = new RecordingDenoiser(MixtureDenoiser.TwoModes(Process, 2));
        using var latent = new CpuTensor<double>(new(4, 2));
        var input = Input(recorder, sigmas.Until(2), latent) with { CallCount = Samplers.Euler.CountCalls(Process, sigmas) };
        foreach (var _ in Samplers.Euler.Run(input)) { }
        Assert.That(recorder.Calls.Select(call => (call.Progress, call.ProgressEnd)), Is.EqualTo(new[] { (0, 0.25), (0.25, 0.5) }));
    }

    private static List<DenoiseCall> Calls(Sampler sampler, SigmaSchedule sigmas, SamplerOptions? options = null)
    {
        var recorder = new RecordingDenoiser(MixtureDenoiser.TwoModes(Process, 2));
        using var latent = new CpuTensor<double>(new(4, 2));
        foreach (var _ in sampler.Run(Input(recorder, sigmas, latent) with { Options = options ?? new() })) { }
        return recorder.Calls;
    }

    private static SamplerInput Input(IDenoiser denoiser, SigmaSchedule sigmas, Tensor latent) =>
        new() { Ops = Ops, Denoiser = denoiser, Sigmas = sigmas, Latent = latent };
}
