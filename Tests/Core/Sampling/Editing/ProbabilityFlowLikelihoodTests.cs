using NUnit.Framework;
using Scumble.Sampling;
using Scumble.Tensors;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Core.Sampling.Editing;

/// <summary>Estimated log-densities against closed forms: smooth 1-D signals, and 2-D points of a mixture.</summary>
public class ProbabilityFlowLikelihoodTests
{
    private const int Length = 16;
    private static readonly CpuTensorOps Ops = new();
    private static readonly ForwardProcess[] Processes = [new DiscreteDiffusion(), new RectifiedFlow()];

    [TestCaseSource(nameof(Processes))]
    public void SignalsHaveTheirDensity(ForwardProcess process)
    {
        var denoiser = new SignalDenoiser(process, Length);
        using var x = new CpuTensor<double>(new(1, Length));
        for (var i = 0; i < Length; i++) x.Span[i] = 0.4 + 0.5 * Math.Cos(Math.PI * (i + 0.5) / Length) + 0.02 * (i % 3);
        var found = Measure(denoiser, Levels(process, 200), x, 256);
        AssertNear(found, denoiser.LogDensity(x.Span.ToArray(), Low), process);
        Assert.That(found.BitsPerDimension, Is.EqualTo(-found.Nats / Math.Log(2) / Length));
    }

    [TestCaseSource(nameof(Processes))]
    public void PointsOfAMixtureHaveTheirDensity(ForwardProcess process)
    {
        using var x = new CpuTensor<double>(new(4, 2), [0.9, 0.5, -0.7, -1.1, 0.1, 0.2, 2, 2]);
        var a = process.Signal(Low);
        var exact = x.Span.ToArray().Chunk(2).Sum(p => Math.Log(0.6 * Density(p, 0.8, 0.5) + 0.4 * Density(p, -0.7, 0.6)));
        AssertNear(Measure(MixtureDenoiser.TwoModes(process, 2), Levels(process, 200), x, 256), exact, process);

        double Density(double[] p, double mean, double std)
        {
            var variance = a * a * std * std + Low * Low;
            return Math.Exp(-p.Sum(v => (v - a * mean) * (v - a * mean)) / (2 * variance)) / (2 * Math.PI * variance);
        }
    }

    [TestCaseSource(nameof(Processes))]
    public void FromTheDataItIsTheBlurredDensityScaledBack(ForwardProcess process)
    {
        var levels = Levels(process, 100);
        using var x = new CpuTensor<double>(new(1, 2), [0.3, 0.6]);
        using var scaled = new CpuTensor<double>(new(1, 2), [0.3 * process.Signal(Low), 0.6 * process.Signal(Low)]);
        var denoiser = MixtureDenoiser.TwoModes(process, 2);
        var (clean, noisy) = (Measure(denoiser, new([.. levels, 0]), x, 2), Measure(denoiser, levels, scaled, 2));
        Assert.That(clean.Nats, Is.EqualTo(noisy.Nats + 2 * Math.Log(process.Signal(Low))).Within(1e-9));
    }

    [Test]
    public void TheErrorFallsWithTheSquareOfTheSteps()
    {
        // A Gaussian in one dimension has no error of probes, and a flow's prior is exact.
        var denoiser = MixtureDenoiser.Gaussian(Processes[1], 1);
        using var x = new CpuTensor<double>(new(1), [0.9]);
        var variance = Math.Pow(Processes[1].Signal(Low) * 0.5, 2) + Low * Low;
        var exact = -Math.Pow(0.9 - 0.4 * Processes[1].Signal(Low), 2) / (2 * variance) - Math.Log(2 * Math.PI * variance) / 2;
        var errors = new[] { 50, 100, 200 }.Select(steps => Math.Abs(Measure(denoiser, Levels(Processes[1], steps), x, 1).Nats - exact)).ToArray();
        TestContext.Out.WriteLine(string.Join(", ", errors.Select(e => $"{e:g3}")));
        Assert.That(errors.Zip(errors.Skip(1), (coarse, fine) => Math.Log2(coarse / fine)), Has.All.InRange(1.7, 2.3));
    }

    [Test]
    public void Float32AgreesWithFloat64()
    {
        var denoiser = MixtureDenoiser.TwoModes(Processes[0], 2);
        using var wide = new CpuTensor<double>(new(2, 2), [0.9, 0.5, -0.7, -1.1]);
        using var narrow = new CpuTensor<float>(new(2, 2), [0.9f, 0.5f, -0.7f, -1.1f]);
        var levels = Levels(Processes[0], 50);
        Assert.That(Measure(denoiser, levels, narrow, 4).Nats, Is.EqualTo(Measure(denoiser, levels, wide, 4).Nats).Within(2e-3));
    }

    [Test]
    public void TheLatentStaysAndOneProbeKnowsNoError()
    {
        using var x = new CpuTensor<double>(new(1, 2), [0.9, 0.5]);
        var found = Measure(MixtureDenoiser.TwoModes(Processes[0], 2), Levels(Processes[0], 5), x, 1);
        Assert.That(x.Span.ToArray(), Is.EqualTo(new[] { 0.9, 0.5 }));
        Assert.That(found.StandardError, Is.NaN);
        Assert.That(found.Dimensions, Is.EqualTo(2));
    }

    [Test]
    public void NoStepAllocates()
    {
        using var x = new CpuTensor<double>(new(4, 2));
        Assert.That(Allocated.LeastOf(() =>
        {
            var counting = new Counting(MixtureDenoiser.TwoModes(Processes[0], 2));
            Measure(counting, Levels(Processes[0], 20), x, 2);
            return counting.SoFar[^1] - counting.SoFar[20];
        }), Is.Zero);
    }

    [Test]
    public void CancellationStops()
    {
        using var x = new CpuTensor<double>(new(1, 2));
        var denoiser = MixtureDenoiser.TwoModes(Processes[0], 2);
        var input = new SamplerInput { Ops = Ops, Denoiser = denoiser, Sigmas = Levels(Processes[0], 5), Latent = x };
        Assert.That(() => ProbabilityFlowLikelihood.Measure(input, 1, new CancellationToken(true)), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(denoiser.Calls, Is.Zero);
        Assert.That(() => ProbabilityFlowLikelihood.Measure(input with { Sigmas = new(1, 0) }), Throws.ArgumentException);
    }

    private const double Low = 0.03;

    // Evenly spaced in log sigma. A diffusion goes on beyond its own last level, where N(0, sigma^2) is not yet the whole truth.
    private static SigmaSchedule Levels(ForwardProcess process, int steps)
    {
        var top = process is RectifiedFlow ? process.MaxSigma : 10 * process.MaxSigma;
        return new([.. Enumerable.Range(0, steps + 1).Select(i => top * Math.Pow(Low / top, (double)i / steps))]);
    }

    private static LogLikelihood Measure(IDenoiser denoiser, SigmaSchedule sigmas, Tensor x, int probes) =>
        ProbabilityFlowLikelihood.Measure(new() { Ops = Ops, Denoiser = denoiser, Sigmas = sigmas, Latent = x, Seed = 7 }, probes);

    // Four standard errors of the probes, and the steps' error.
    private static void AssertNear(LogLikelihood found, double exact, ForwardProcess process)
    {
        TestContext.Out.WriteLine($"{process.GetType().Name}: {found.Nats:f4} +- {found.StandardError:f4} nats ({found.BitsPerDimension:f4} bits/dim), exact {exact:f4}");
        Assert.That(found.Nats, Is.EqualTo(exact).Within(4 * found.StandardError + 0.01));
        Assert.That(found.StandardError, Is.LessThan(0.05));
    }

    private sealed class Counting(IDenoiser inner) : IDenoiser
    {
        public List<long> SoFar { get; } = new(1000);

        public ForwardProcess Process => inner.Process;

        public void Denoise(Tensor x, in DenoiseCall call, Tensor denoised)
        {
            SoFar.Add(GC.GetAllocatedBytesForCurrentThread());
            inner.Denoise(x, call, denoised);
        }
    }
}
