using NUnit.Framework;
using Scumble.Sampling;
using Scumble.Tensors;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Core.Sampling;

/// <summary>Where other implementations trip, each by name.</summary>
public class SamplerTrapTests
{
    private static readonly CpuTensorOps Ops = new();
    private static readonly DiscreteDiffusion Diffusion = new();

    [TestCase(UniPcWeight.H)]
    [TestCase(UniPcWeight.ExpM1)]
    public void UniPcIsFiniteAtNoiseLevelZero(UniPcWeight weight)
    {
        foreach (var process in new ForwardProcess[] { Diffusion, new RectifiedFlow() })
        {
            foreach (var lowers in new[] { true, false })
            {
                var options = new SamplerOptions { UniPcWeight = weight, LowerOrderFinal = lowers, Order = 3 };
                var x = Run(Samplers.UniPc, process, Grid(process, 6), options);
                Assert.That(x, Has.All.InRange(-4.0, 4.0), $"{process.GetType().Name}, lower orders {lowers}");
            }
        }
    }

    [Test]
    public void StochasticSamplersSurviveOneStep([Values("dpmpp_sde", "dpmpp_2m_sde", "dpmpp_3m_sde", "sde_dpmsolver")] string id)
    {
        var denoiser = MixtureDenoiser.TwoModes(Diffusion, 2);
        var x = Run(Samplers.Get(id), Diffusion, Grid(Diffusion, 1), new(), denoiser);
        using var start = Noise(Diffusion.MaxSigma);
        using var denoised = new CpuTensor<double>(start.Shape);
        denoiser.Denoise(start, DenoiseCall.At(Diffusion, Diffusion.MaxSigma), denoised);
        Assert.That(x, Is.EqualTo(denoised.Span.ToArray()).Within(1e-9));
    }

    [Test]
    public void TcdFloorsAFloat32Product()
    {
        // In float64 (1 - 0.7) * 10 is 3.0000000000000004 and (1 - 0.9) * 990 is 98.99999999999997; float32 rounds both to whole numbers.
        Assert.That(Tcd.Below(Diffusion, Diffusion.Sigma(990), 0.9), Is.EqualTo(Diffusion.Sigma(99)));
        Assert.That(Math.Floor((1 - 0.9) * 990), Is.EqualTo(98));
        Assert.That(Tcd.Below(Diffusion, Diffusion.Sigma(499), 0.3), Is.EqualTo(Diffusion.Sigma(349)));
    }

    [Test]
    public void ChurnComesBeforeTheModelCall()
    {
        var asked = new RecordingDenoiser(MixtureDenoiser.TwoModes(Diffusion, 2));
        SigmaSchedule sigmas = new(10, 5, 1, 0);
        Run(Samplers.Euler, Diffusion, sigmas, new() { Churn = 0.6, ChurnMin = 2, ChurnMax = 7 }, asked);
        Assert.That(asked.Calls.Select(call => call.Sigma), Is.EqualTo(new[] { 10, 5 * 1.2, 1 }).Within(1e-12));
    }

    [Test]
    public void LcmAndConsistencyAddNoNoiseAtTheEnd([Values("lcm", "consistency")] string id)
    {
        var end = id == "lcm" ? 0 : Diffusion.MinSigma;
        using var latent = Noise(Diffusion.MaxSigma);
        var input = new SamplerInput
        {
            Ops = Ops,
            Denoiser = MixtureDenoiser.TwoModes(Diffusion, 2),
            Sigmas = new(Diffusion.MaxSigma, 3, end),
            Latent = latent,
        };
        foreach (var step in Samplers.Get(id).Run(input))
        {
            var difference = latent.Span.ToArray().Zip(((CpuTensor<double>)step.Denoised).Span.ToArray(), (x, d) => Math.Abs(x - d)).Max();
            Assert.That(difference, step.StepIndex == 1 ? Is.Zero : Is.GreaterThan(1));
        }
    }

    [Test]
    public void PlmsCallsTheSecondTimestepTwice()
    {
        var asked = new RecordingDenoiser(MixtureDenoiser.TwoModes(Diffusion, 2));
        var sigmas = Schedules.Linear.Create(Diffusion, 4);
        Run(Samplers.Plms, Diffusion, sigmas, new(), asked);
        Assert.That(asked.Calls.Select(call => call.Sigma), Is.EqualTo(new[] { sigmas[0], sigmas[1], sigmas[1], sigmas[2], sigmas[3] }));
    }

    [Test]
    public void PndmCallsTheMiddleTimesteps()
    {
        var asked = new RecordingDenoiser(MixtureDenoiser.TwoModes(Diffusion, 2));
        var sigmas = Schedules.Linear.Create(Diffusion, 5, new() { Spacing = TimestepSpacing.Leading });
        Run(Samplers.Pndm, Diffusion, sigmas, new(), asked);
        Assert.That(asked.Calls.Select(call => Diffusion.Timestep(call.Sigma)),
            Is.EqualTo(new double[] { 800, 700, 700, 600, 600, 500, 500, 400, 400, 300, 300, 200, 200, 0 }).Within(1e-9));
    }

    [Test]
    public void DdpmAddsNoNoiseAtTimestepZero()
    {
        SigmaSchedule toClean = new(Diffusion.Sigma(1), Diffusion.Sigma(0), 0);
        var options = new SamplerOptions { DdpmVariance = DdpmVariance.FixedLarge };
        using var latent = Noise(toClean[0]);
        var input = new SamplerInput { Ops = Ops, Denoiser = MixtureDenoiser.TwoModes(Diffusion, 2), Sigmas = toClean, Latent = latent, Options = options };
        foreach (var step in Samplers.Ddpm.Run(input))
            if (step.StepIndex == 1) Assert.That(latent.Span.ToArray(), Is.EqualTo(((CpuTensor<double>)step.Denoised).Span.ToArray()).Within(1e-12));
    }

    [Test]
    public void AStepBetweenEqualLevelsIsTheLastOne([Values("dpmpp_2m", "dpmpp_3m_sde", "sde_dpmsolver")] string id)
    {
        // Runs that end at the smallest visited level repeat it: the step that leads there need not be of first order.
        SigmaSchedule sigmas = new(14, 6, 2, 0.5), repeated = new(14, 6, 2, 0.5, 0.5);
        var higher = Run(Samplers.Get(id), Diffusion, sigmas, new() { Order = 2, LowerOrderFinal = false });
        Assert.That(Run(Samplers.Get(id), Diffusion, repeated, new() { Order = 2 }), Is.EqualTo(higher));
        Assert.That(Run(Samplers.Get(id), Diffusion, sigmas, new() { Order = 2 }), Is.Not.EqualTo(higher));
    }

    [Test]
    public void UniPcCorrectsWhatLeadsToARepeatedLevel()
    {
        var asked = new RecordingDenoiser(MixtureDenoiser.TwoModes(Diffusion, 2));
        var corrected = Run(Samplers.UniPc, Diffusion, new(14, 6, 2, 0.5, 0.5), new() { Order = 1 }, asked);
        Assert.That(asked.Calls.Select(call => call.Sigma), Is.EqualTo(new[] { 14, 6, 2, 0.5, 0.5 }.SkipLast(1)));
        Assert.That(Run(Samplers.UniPc, Diffusion, new(14, 6, 2, 0.5), new() { Order = 1 }), Is.Not.EqualTo(corrected));
    }

    [Test]
    public void ChurnActsAtARepeatedLevel()
    {
        var asked = new RecordingDenoiser(MixtureDenoiser.TwoModes(Diffusion, 2));
        Run(Samplers.Euler, Diffusion, new(10, 1, 1), new() { Churn = 0.4 }, asked);
        Assert.That(asked.Calls.Select(call => call.Sigma), Is.EqualTo(new[] { 12, 1.2 }).Within(1e-12));
    }

    [Test]
    public void ASingleLevelIsARunOfOneStep([Values("euler", "heun", "dpmpp_2m", "sde_dpmsolver", "unipc", "lms", "dpmpp_2s_ancestral")] string id)
    {
        using var start = Noise(5);
        Assert.That(Run(Samplers.Get(id), Diffusion, new(5, 5), new()), Is.EqualTo(start.Span.ToArray()).Within(1e-12));
    }

    [Test]
    public void ALearnedVarianceThatIsNotThereIsAnError() => Assert.That(
        () => Run(Samplers.Ddpm, Diffusion, Grid(Diffusion, 4), new() { DdpmVariance = DdpmVariance.LearnedRange }),
        Throws.InvalidOperationException.With.Message.Contains("variance"));

    private static SigmaSchedule Grid(ForwardProcess process, int steps) =>
        new([.. Enumerable.Range(0, steps + 1).Select(i => process.MaxSigma * Math.Pow(1 - (double)i / steps, 2))]);

    private static CpuTensor<double> Noise(double sigma)
    {
        var latent = new CpuTensor<double>(new(16, 2));
        Ops.Noise.Fill(latent, sigma, 1, NoiseStreams.Initial);
        return latent;
    }

    private static double[] Run(Sampler sampler, ForwardProcess process, SigmaSchedule sigmas, SamplerOptions options, IDenoiser? denoiser = null)
    {
        using var latent = Noise(sigmas[0]);
        denoiser ??= MixtureDenoiser.TwoModes(process, 2);
        foreach (var _ in sampler.Run(new() { Ops = Ops, Denoiser = denoiser, Sigmas = sigmas, Latent = latent, Options = options, Seed = 2 })) { }
        return latent.Span.ToArray();
    }
}
