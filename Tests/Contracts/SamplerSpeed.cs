using System.Diagnostics;
using NUnit.Framework;
using Scumble.Sampling;
using Scumble.Tensors;

namespace Scumble.Tests.Contracts;

/// <summary>The cost of a sampler's own arithmetic. Explicit: a busy machine would fail it; run it alone, in the Release configuration.</summary>
[Explicit]
public class SamplerSpeed
{
    // One normal for each of 16384 elements, in microseconds: this guards what was reached.
    private const double NoiseBound = 250;
    private static readonly CpuTensorOps Ops = new();

    public static IEnumerable<Sampler> All() => Samplers.All;

    [TestCaseSource(nameof(All))]
    public void AStepIsCheap(Sampler sampler) => Assert.That(MicrosecondsPerStep(sampler, 0), Is.LessThan(sampler.IsStochastic ? 20 + NoiseBound : 20));

    [Test]
    public void NoiseIsCheap()
    {
        using var tensor = new CpuTensor<float>(new(1, 4, 64, 64));
        var best = Best(() => Ops.AddNoise(tensor, 1, 1, 1));
        TestContext.Out.WriteLine($"AddNoise: {best:f1} us");
        Assert.That(best, Is.LessThan(NoiseBound));
    }

    private static double MicrosecondsPerStep(Sampler sampler, double eta)
    {
        const int steps = 50;
        var process = new DiscreteDiffusion();
        using var latent = new CpuTensor<float>(new(1, 4, 64, 64));
        Ops.FillNoise(latent, 1, 1, NoiseStreams.Initial);
        var run = sampler.Run(new() { Ops = Ops, Denoiser = new Nothing(process), Sigmas = Schedules.Karras.Create(process, steps), Latent = latent, Options = new() { Eta = sampler.UsesEta ? eta : null } });
        var best = Best(() => { foreach (var _ in run) { } }) / steps;
        TestContext.Out.WriteLine($"{sampler.Id}: {best:f1} us a step");
        return best;
    }

    private static double Best(Action action)
    {
        var best = double.MaxValue;
        for (var i = 0; i < 300; i++)
        {
            var start = Stopwatch.GetTimestamp();
            action();
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalMicroseconds);
        }

        return best;
    }

    private sealed class Nothing(ForwardProcess process) : IDenoiser
    {
        public ForwardProcess Process => process;

        public void Denoise(Tensor x, double sigma, Tensor denoised)
        {
        }
    }
}
