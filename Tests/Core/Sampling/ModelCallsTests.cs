using NUnit.Framework;
using Scumble.Sampling;
using Scumble.Tensors;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Core.Sampling;

public class ModelCallsTests
{
    // As many as the timesteps of the reference's scheduler, which repeats some: 2 n - 1 for Heun and DPM2, whose last step has one call;
    // n + 1 for PLMS; four for each of PNDM's first three steps.
    [TestCase("euler", 6, ExpectedResult = 6)]
    [TestCase("heun", 6, ExpectedResult = 11)]
    [TestCase("heun", 1, ExpectedResult = 1)]
    [TestCase("dpm_2", 6, ExpectedResult = 11)]
    [TestCase("plms", 6, ExpectedResult = 7)]
    [TestCase("plms", 1, ExpectedResult = 1)]
    [TestCase("pndm", 6, ExpectedResult = 15)]
    public int EveryCallCounts(string sampler, int steps)
    {
        var process = new DiscreteDiffusion();
        return ModelCalls.Count(Samplers.Get(sampler), process, Schedules.Linear.Create(process, steps, new()), new());
    }

    // dpm_adaptive alone looks at what it samples to choose its steps.
    [Test]
    public void OneNumberTellsAsMuchAsALatent([ValueSource(nameof(FixedSteps))] Sampler sampler)
    {
        var (ops, process) = (new CpuTensorOps(), new DiscreteDiffusion());
        var sigmas = Schedules.Karras.Create(process, 7, new());
        var denoiser = new CancellingDenoiser(MixtureDenoiser.TwoModes(process, 2)) { CallsUntilCancelled = 1000 };
        using var latent = new CpuTensor<double>(new(64));
        ops.Noise.Fill(latent, sigmas[0], 3, NoiseStreams.Initial);
        foreach (var _ in sampler.Run(new SamplerInput { Ops = ops, Denoiser = denoiser, Sigmas = sigmas, Latent = latent, Seed = 5 })) { }
        Assert.That(ModelCalls.Count(sampler, process, sigmas, new()), Is.EqualTo(1000 - denoiser.CallsUntilCancelled));
    }

    private static IEnumerable<Sampler> FixedSteps() => Samplers.All.Where(sampler => sampler.Supports(new DiscreteDiffusion()) && !sampler.GoesToNoise && sampler != Samplers.DpmAdaptive);
}
