using NUnit.Framework;
using Scumble.Sampling;
using Scumble.Tensors;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Core.Sampling.Noise;

public class BrownianNoiseTests
{
    private const int Count = 1 << 14;
    private static readonly CpuTensorOps Ops = new();
    private static readonly ForwardProcess[] Processes = [new DiscreteDiffusion(), new RectifiedFlow()];

    [Test]
    public void TheNoisesOfTwoHalfStepsAddUpToThatOfTheWhole([ValueSource(nameof(Processes))] ForwardProcess process)
    {
        // In u = (a / sigma)^2 the increments add: n(s, t) sqrt(t - s).
        var (sigma, middle, next) = (0.9, 0.5, 0.2);
        using var noise = new BrownianNoise(Ops, process, new(64), ElementType.Float64, 3);
        var (whole, first, second) = (Draw(noise, sigma, next), Draw(noise, sigma, middle), Draw(noise, middle, next));
        var (du, du1, du2) = (U(next) - U(sigma), U(middle) - U(sigma), U(next) - U(middle));
        for (var i = 0; i < 64; i++)
            Assert.That(first[i] * Math.Sqrt(du1) + second[i] * Math.Sqrt(du2), Is.EqualTo(whole[i] * Math.Sqrt(du)).Within(1e-9 * Math.Sqrt(du)));

        double U(double s) => Math.Pow(process.Signal(s) / s, 2);
    }

    [TestCase(14.6, 12.0)]
    [TestCase(0.04, 0.03)]
    [TestCase(80, 0.002)]
    public void DrawsAreStandardNormalAndIndependent(double sigma, double next)
    {
        using var noise = new BrownianNoise(Ops, Processes[0], new(Count), ElementType.Float64, 5);
        var (n, after) = (Draw(noise, sigma, next), Draw(noise, next, next / 2));
        Assert.Multiple(() =>
        {
            Assert.That(n.Average(), Is.EqualTo(0).Within(5 / Math.Sqrt(Count)));
            Assert.That(n.Sum(v => v * v) / Count, Is.EqualTo(1).Within(5 * Math.Sqrt(2.0 / Count)));
            Assert.That(n.Zip(after, (a, b) => a * b).Average(), Is.EqualTo(0).Within(5 / Math.Sqrt(Count)));
        });
    }

    [Test]
    public void ShortStepsHaveTheirVariance()
    {
        using var noise = new BrownianNoise(Ops, Processes[0], new(Count), ElementType.Float64, 5);
        for (var i = 1; i < 5; i++)
        {
            var n = Draw(noise, 3 * Math.Pow(0.994, i), 3 * Math.Pow(0.994, i + 1));
            Assert.That(n.Sum(v => v * v) / Count, Is.EqualTo(1).Within(5 * Math.Sqrt(2.0 / Count)));
        }
    }

    [Test]
    public void AskingAgainAndInAnotherOrderGivesTheSame()
    {
        using var one = new BrownianNoise(Ops, Processes[1], new(8), ElementType.Float32, 7);
        using var other = new BrownianNoise(Ops, Processes[1], new(8), ElementType.Float32, 7);
        var (first, second) = (Draw(one, 1, 0.7), Draw(one, 0.7, 0.1));
        Assert.That(Draw(other, 0.7, 0.1), Is.EqualTo(second));
        Assert.That(Draw(other, 1, 0.7), Is.EqualTo(first));
        Assert.That(Draw(one, 1, 0.7), Is.EqualTo(first));
    }

    [TestCase("euler_ancestral")]
    [TestCase("dpmpp_2m_sde")]
    [TestCase("dpmpp_3m_sde")]
    [TestCase("dpmpp_sde")]
    public void AFinerGridRefinesTheSamePicture(string id)
    {
        // With one path the distance to the finest run falls with the step; with unrelated noise it would stay.
        var process = new DiscreteDiffusion();
        var finest = Sample(process, id, 512, isPath: true);
        var distances = new[] { 16, 64, 256 }.Select(steps => Distance(Sample(process, id, steps, isPath: true), finest)).ToArray();
        var unrelated = Distance(Sample(process, id, 256, isPath: false), finest);
        TestContext.Out.WriteLine($"{id}: {string.Join(", ", distances)}; unrelated {unrelated}");
        Assert.That(distances[1], Is.LessThan(0.7 * distances[0]));
        Assert.That(distances[2], Is.LessThan(0.7 * distances[1]));
        Assert.That(distances[2], Is.LessThan(0.25 * unrelated));
    }

    private static double[] Sample(ForwardProcess process, string id, int steps, bool isPath)
    {
        SigmaSchedule sigmas = new([.. Enumerable.Range(0, steps + 1).Select(i => 10 * Math.Pow(0.005, (double)i / steps))]);
        using var latent = new CpuTensor<double>(new(256, 2));
        Ops.Noise.Fill(latent, sigmas[0], 1, NoiseStreams.Initial);
        var input = new SamplerInput
        {
            Ops = Ops,
            Denoiser = MixtureDenoiser.Gaussian(process, 2),
            Sigmas = sigmas,
            Latent = latent,
            Seed = 4,
            Options = new() { BrownianNoise = isPath },
        };
        foreach (var _ in Samplers.Get(id).Run(input)) { }
        return latent.Span.ToArray();
    }

    private static double Distance(double[] a, double[] b) => Math.Sqrt(a.Zip(b, (x, y) => (x - y) * (x - y)).Average());

    private static double[] Draw(BrownianNoise noise, double sigma, double next)
    {
        using var tensor = Ops.Create(noise.Shape, noise.ElementType);
        noise.Fill(tensor, 1, new(0, sigma, next));
        return tensor is CpuTensor<double> wide ? wide.Span.ToArray() : Array.ConvertAll(((CpuTensor<float>)tensor).Span.ToArray(), v => (double)v);
    }
}
