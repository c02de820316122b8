using NUnit.Framework;
using Scumble.Sampling;
using Scumble.Tensors;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Core.Sampling.Editing;

/// <summary>From data to noise and back, on smooth 1-D signals with a closed form and on 2-D points of two modes.</summary>
public class InversionTests
{
    private const int Length = 16;
    private static readonly CpuTensorOps Ops = new();
    private static readonly ForwardProcess[] Processes = [new DiscreteDiffusion(), new RectifiedFlow()];

    [TestCaseSource(nameof(Processes))]
    public void SignalsReachTheClosedFormWithSecondOrder(ForwardProcess process)
    {
        // Between two positive levels; the step from the data has a test of its own.
        var denoiser = new SignalDenoiser(process, Length);
        var (low, high) = (0.05, Math.Min(process.MaxSigma, 5));
        var clean = Signals(3);
        var errors = new[] { 40, 80, 160 }.Select(steps =>
        {
            using var latent = new CpuTensor<double>(new(3, Length), denoiser.Flow(clean, low));
            Invert(denoiser, Levels(process, low, high, steps), latent);
            return Difference(latent, denoiser.Flow(clean, high));
        }).ToArray();
        var orders = errors.Zip(errors.Skip(1), (coarse, fine) => Math.Log2(coarse / fine)).ToArray();
        TestContext.Out.WriteLine($"errors {Join(errors)}; orders {Join(orders)}");
        Assert.That(orders, Has.All.InRange(1.8, 2.4));
    }

    [TestCaseSource(nameof(Processes))]
    public void TheStepFromTheDataUndoesASamplersLastStep(ForwardProcess process)
    {
        var denoiser = MixtureDenoiser.TwoModes(process, 2);
        var sigmas = new SigmaSchedule(0.1, 0);
        using var latent = Points();
        var clean = latent.Span.ToArray();
        Invert(denoiser, sigmas, latent);
        Run(Samplers.Euler, denoiser, sigmas, latent);
        Assert.That(Difference(latent, clean), Is.LessThan(1e-6));
    }

    [TestCaseSource(nameof(Processes))]
    public void ImageToNoiseToImage(ForwardProcess process)
    {
        foreach (var (name, denoiser, create) in new (string, IDenoiser, Func<CpuTensor<double>>)[]
        {
            ("1-D signals", new SignalDenoiser(process, Length), () => new(new(3, Length), Signals(3))),
            ("2-D points", MixtureDenoiser.TwoModes(process, 2), Points),
        })
        {
            var errors = new[] { 10, 20, 40, 80 }.Select(steps =>
            {
                var sigmas = Schedules.Karras.Create(process, steps);
                using var latent = create();
                var clean = latent.Span.ToArray();
                Invert(denoiser, sigmas, latent);
                Run(Samplers.Heun, denoiser, sigmas, latent);
                return Difference(latent, clean);
            }).ToArray();
            TestContext.Out.WriteLine($"{process.GetType().Name}, {name}: largest difference after 10, 20, 40, 80 steps {Join(errors)}");
            Assert.That(errors, Is.Ordered.Descending);
            Assert.That(errors[1], Is.LessThan(0.01));
            Assert.That(errors[3], Is.LessThan(2e-4));
        }
    }

    [TestCaseSource(nameof(Processes))]
    public void BetweenTwoInvertedLatentsLieLikelyOnes(ForwardProcess process)
    {
        // The straight mean of two signals is smoother than either; by way of the noise the spread stays.
        var denoiser = new SignalDenoiser(process, Length);
        var sigmas = Schedules.Karras.Create(process, 40);
        using var signals = new CpuTensor<double>(new(200, Length), Signals(200));
        using var first = signals.View(0, 100);
        using var second = signals.View(100, 100);
        double Power(Tensor x) => Ops.Dot(x, x) / 100;
        var before = (Power(first) + Power(second)) / 2;
        Invert(denoiser, sigmas, signals);
        SphericalInterpolation.Slerp(Ops, first, first, second, 0.5);
        Run(Samplers.Heun, denoiser, sigmas, first);
        Assert.That(Power(first), Is.EqualTo(before).Within(0.2 * before));
    }

    [TestCaseSource(nameof(Processes))]
    public void EveryStepCountIsFinite(ForwardProcess process)
    {
        foreach (var steps in new[] { 1, 2, 3, 4, 8, 50 })
        {
            using var latent = Points();
            var levels = new List<double>();
            foreach (var step in Inversion.Run(Input(MixtureDenoiser.TwoModes(process, 2), Schedules.Karras.Create(process, steps), latent))) levels.Add(step.Sigma);
            Assert.That(levels, Is.EqualTo(Schedules.Karras.Create(process, steps).SkipLast(1).Reverse()));
            Assert.That(latent.Span.ToArray(), Has.All.InRange(-8 * process.MaxSigma, 8 * process.MaxSigma), $"{steps} steps");
        }
    }

    [Test]
    public void NoStepAllocates()
    {
        using var latent = Points();
        var input = Input(MixtureDenoiser.TwoModes(Processes[0], 2), Schedules.Karras.Create(Processes[0], 20), latent);
        Assert.That(Allocated.BySteps(() => Inversion.Run(input), 2, 18), Is.Zero);
    }

    private static SigmaSchedule Levels(ForwardProcess process, double low, double high, int steps) => new([.. Enumerable.Range(0, steps + 1).Select(i =>
        process is RectifiedFlow ? double.Lerp(high, low, (double)i / steps) : high * Math.Pow(low / high, (double)i / steps))]);

    // Coefficients with the spectrum's own standard deviations.
    private static double[] Signals(int count)
    {
        using var noise = new CpuTensor<double>(new(count, Length));
        Ops.Noise.Fill(noise, 1, 3, 1);
        var values = new double[count * Length];
        for (var i = 0; i < values.Length; i++)
            for (var k = 0; k < Length; k++)
                values[i] += noise.Span[i / Length * Length + k] * Math.Sqrt(SignalDenoiser.Eigenvalue(k) * (k == 0 ? 1.0 : 2) / Length)
                    * Math.Cos(Math.PI * (i % Length + 0.5) * k / Length);
        return values;
    }

    private static CpuTensor<double> Points() => new(new(4, 2), [0.9, 0.5, -0.7, -1.1, 1.4, 0.8, -0.2, -0.9]);

    private static SamplerInput Input(IDenoiser denoiser, SigmaSchedule sigmas, Tensor latent) =>
        new() { Ops = Ops, Denoiser = denoiser, Sigmas = sigmas, Latent = latent };

    private static void Invert(IDenoiser denoiser, SigmaSchedule sigmas, Tensor latent)
    {
        foreach (var _ in Inversion.Run(Input(denoiser, sigmas, latent))) { }
    }

    private static void Run(Sampler sampler, IDenoiser denoiser, SigmaSchedule sigmas, Tensor latent)
    {
        foreach (var _ in sampler.Run(Input(denoiser, sigmas, latent))) { }
    }

    private static double Difference(CpuTensor<double> found, double[] expected) => found.Span.ToArray().Zip(expected, (x, e) => Math.Abs(x - e)).Max();

    private static string Join(double[] values) => string.Join(", ", values.Select(v => $"{v:g3}"));
}
