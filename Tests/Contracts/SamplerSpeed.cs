using System.Diagnostics;
using NUnit.Framework;
using Scumble.Sampling;
using Scumble.Tensors;

namespace Scumble.Tests.Contracts;

/// <summary>
/// The cost of a sampler's own arithmetic for a latent of 4x64x64, without the model and the making of noise. Explicit: a busy
/// machine would fail it; run it alone, in the Release configuration.
/// </summary>
[Explicit]
public class SamplerSpeed
{
    // In microseconds. One normal for each of 16384 elements: this guards what was reached.
    private const double StepBound = 20, NoiseBound = 120;
    private const int Steps = 50;
    private static readonly TimeSpan Time = TimeSpan.FromSeconds(1);
    private static readonly CpuTensorOps Ops = new();

    public static IEnumerable<Sampler> All() => Samplers.All;

    /// <summary>Lets the compiler finish with what is measured.</summary>
    [OneTimeSetUp]
    public void WarmUp()
    {
        foreach (var sampler in Samplers.All)
        {
            for (var i = 0; i < 40; i++) Run(sampler, new Nothing(new DiscreteDiffusion()));
            Thread.Sleep(50);
        }
    }

    [TestCaseSource(nameof(All))]
    public void AStepIsCheap(Sampler sampler)
    {
        var model = new Nothing(new DiscreteDiffusion());

        // Some methods take several steps of their own between two levels, all of which call the model.
        Run(sampler, model);
        var steps = Math.Max(Steps, (double)model.Calls / sampler.ModelCallsPerStep);
        var best = Best(() => Run(sampler, model)) / steps;
        TestContext.Out.WriteLine($"{sampler.Id}: {best:f1} us a step");
        Assert.That(best, Is.LessThan(sampler.ModelCallsPerStep > 2 ? 2 * StepBound : StepBound));
    }

    [Test]
    public void NoiseIsCheap()
    {
        using var tensor = new CpuTensor<float>(new(1, 4, 64, 64));
        var best = Best(() => Ops.Noise.Add(tensor, 1, 1, 1));
        TestContext.Out.WriteLine($"Noise.Add: {best:f1} us");
        Assert.That(best, Is.LessThan(NoiseBound));
    }

    private static void Run(Sampler sampler, Nothing model)
    {
        using var latent = new CpuTensor<float>(new(1, 4, 64, 64));
        using var noise = new Silence();
        var sigmas = Schedules.Karras.Create(model.Process, Steps);
        foreach (var _ in sampler.Run(new() { Ops = Ops, Denoiser = model, Sigmas = sigmas, Latent = latent, Noise = noise }))
        {
        }
    }

    private static double Best(Action action)
    {
        var (best, begin) = (double.MaxValue, Stopwatch.GetTimestamp());
        while (Stopwatch.GetElapsedTime(begin) < Time)
        {
            var start = Stopwatch.GetTimestamp();
            action();
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalMicroseconds);
        }

        return best;
    }

    private sealed class Nothing(ForwardProcess process) : IDenoiser
    {
        public int Calls { get; private set; }

        public ForwardProcess Process => process;

        public void Denoise(Tensor x, in DenoiseCall call, Tensor denoised) => Calls++;
    }

    private sealed class Silence : NoiseSource
    {
        public override void Fill(Tensor target, double scale, NoiseInterval interval)
        {
        }

        public override void Add(Tensor target, double scale, NoiseInterval interval)
        {
        }
    }
}
